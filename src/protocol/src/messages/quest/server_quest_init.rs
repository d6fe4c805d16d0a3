//! 0x035F: quest init, from the server.

use crate::enums::{QuestState, QuestStateFlags};
use protocol_derive::{Message, Wire};

/// All quests: completed, known, active with progress; on entering the world.
///
/// Server to client, opcode 0x035F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x035F, from = Server, standing = Proven)]
pub struct ServerQuestInit {
    #[wire(count = 32)]
    pub completed: Vec<ServerQuestInitCompleted>,
    #[wire(count = 32)]
    pub inactive: Vec<ServerQuestInitInactive>,
    #[wire(count = 32)]
    pub active: Vec<ServerQuestInitActive>,
    pub daily_random_seed: u64,
}

/// What `completed` of [`ServerQuestInit`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerQuestInitCompleted {
    #[wire(bits = 15)]
    pub quest_id: u16,
    pub completed_today: bool,
}

/// What `inactive` of [`ServerQuestInit`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerQuestInitInactive {
    #[wire(bits = 15)]
    pub quest_id: u16,
    #[wire(bits = 4)]
    pub state: QuestState,
}

/// What `active` of [`ServerQuestInit`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerQuestInitActive {
    #[wire(bits = 15)]
    pub quest_id: u16,
    #[wire(bits = 4)]
    pub state: QuestState,
    pub quest_objective_id: u32,
    #[wire(bits = 32)]
    pub flags: QuestStateFlags,
    #[wire(count = 32)]
    pub objective_progress: Vec<u32>,
    pub quest_time_elapsed: u32,
    #[wire(same_as = objective_progress)]
    pub objective_timers: Vec<u32>,
}
