//! 0x0571: set input key set, from the client.

use crate::enums::InputSets;
use protocol_derive::Message;

/// Whether bindings are the account's or the character's.
///
/// Client to server, opcode 0x0571. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0571, from = Client, standing = Proven)]
pub struct ClientSetInputKeySet {
    #[wire(bits = 32)]
    pub input_key_set_enum: InputSets,
}
