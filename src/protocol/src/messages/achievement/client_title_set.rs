//! 0x078E: title set, from the client.

use protocol_derive::Message;

/// Shows another title.
///
/// Client to server, opcode 0x078E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x078E, from = Client, standing = Proven)]
pub struct ClientTitleSet {
    #[wire(bits = 14)]
    pub title_id: u16,
}
