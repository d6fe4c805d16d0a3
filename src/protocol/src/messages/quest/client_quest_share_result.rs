//! 0x045E: quest share result, from the client.

use protocol_derive::Message;

/// Accepts or declines a shared quest.
///
/// Client to server, opcode 0x045E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x045E, from = Client, standing = Proven)]
pub struct ClientQuestShareResult {
    #[wire(bits = 15)]
    pub quest_id: u16,
    pub result: bool,
}
