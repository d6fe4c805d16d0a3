//! 0x016F: set stance, from the client.

use protocol_derive::Message;

/// Changes the innate ability.
///
/// Client to server, opcode 0x016F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x016F, from = Client, standing = Proven)]
pub struct ClientSetStance {
    pub innate_index: u8,
}
