//! 0x012C: quest objective world location, from the server.

use protocol_derive::Message;

/// Where an objective of a quest is to be done.
///
/// Server to client, opcode 0x012C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x012C, from = Server, standing = Proven)]
pub struct ServerQuestObjectiveWorldLocation {
    #[wire(bits = 15)]
    pub quest_id: u16,
    pub quest_objective_index: u32,
    #[wire(bits = 17)]
    pub world_location2_id: u32,
}
