//! 0x0831: stuck, from the client.

use crate::enums::UnstickType;
use protocol_derive::Message;

/// The player is stuck and wants out.
///
/// Client to server, opcode 0x0831. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0831, from = Client, standing = Proven)]
pub struct ClientStuck {
    #[wire(bits = 3)]
    pub unsticking_type: UnstickType,
    pub client_spell_cast_unique_id: u32,
}
