//! 0x035E: quest set ignore, from the client.

use protocol_derive::Message;

/// Ignores a quest, or no longer.
///
/// Client to server, opcode 0x035E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x035E, from = Client, standing = Proven)]
pub struct ClientQuestSetIgnore {
    #[wire(bits = 15)]
    pub quest_id: u16,
    pub ignore: bool,
}
