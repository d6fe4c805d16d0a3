//! 0x0362: quest periodic reset, from the server.

use crate::enums::QuestRepeatPeriodFlags;
use protocol_derive::Message;

/// Daily or weekly quests can be done again.
///
/// Server to client, opcode 0x0362. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0362, from = Server, standing = Short)]
pub struct ServerQuestPeriodicReset {
    pub daily_random_seed: u64,
    #[wire(bits = 4)]
    pub reset_flags: QuestRepeatPeriodFlags,
}
