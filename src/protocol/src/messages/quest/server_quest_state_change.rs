//! 0x035C: quest state change, from the server.

use crate::enums::QuestState;
use protocol_derive::Message;

/// A quest was mentioned, accepted, achieved, completed or given up.
///
/// Server to client, opcode 0x035C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x035C, from = Server, standing = Proven)]
pub struct ServerQuestStateChange {
    #[wire(bits = 15)]
    pub quest_id: u16,
    #[wire(bits = 32)]
    pub quest_state: QuestState,
    pub quest_objective_id: u32,
}
