//! 0x035D: quest complete, from the client.

use protocol_derive::Message;

/// Hands a quest in and chooses the reward.
///
/// Client to server, opcode 0x035D. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x035D, from = Client, standing = Proven)]
pub struct ClientQuestComplete {
    #[wire(bits = 15)]
    pub quest_id: u16,
    #[wire(bits = 15)]
    pub reward_selection: u16,
    pub is_communicator_msg: bool,
}
