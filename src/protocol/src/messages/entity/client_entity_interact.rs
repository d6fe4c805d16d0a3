//! 0x07EA: entity interact, from the client.

use protocol_derive::Message;

/// Talks to somebody or uses what they offer; the event says which window.
///
/// Client to server, opcode 0x07EA. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 7, 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07EA, from = Client, standing = Proven)]
pub struct ClientEntityInteract {
    pub guid: u32,
    #[wire(bits = 7)]
    pub event: u8,
}
