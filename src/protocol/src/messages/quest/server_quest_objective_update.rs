//! 0x0361: quest objective update, from the server.

use protocol_derive::Message;

/// An objective of a quest made progress.
///
/// Server to client, opcode 0x0361. Layout: proven against the client's own codec. Sequence:
/// flows.md section 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0361, from = Server, standing = Proven)]
pub struct ServerQuestObjectiveUpdate {
    #[wire(bits = 15)]
    pub quest_id: u16,
    pub quest_objective_index: u32,
    pub completed: u32,
}
