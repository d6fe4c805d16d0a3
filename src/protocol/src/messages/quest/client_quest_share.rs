//! 0x045F: quest share, from the client.

use protocol_derive::Message;

/// Shares a quest with the group.
///
/// Client to server, opcode 0x045F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x045F, from = Client, standing = Proven)]
pub struct ClientQuestShare {
    #[wire(bits = 15)]
    pub quest_id: u16,
}
