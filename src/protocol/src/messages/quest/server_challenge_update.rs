//! 0x00C7: challenge update, from the server.

use crate::enums::ChallengeType;
use protocol_derive::{Message, Wire};

/// Challenges of the player with their progress.
///
/// Server to client, opcode 0x00C7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C7, from = Server, standing = Proven)]
pub struct ServerChallengeUpdate {
    #[wire(count = 32)]
    pub active_challenges: Vec<ServerChallengeUpdateActiveChallenges>,
}

/// What `active_challenges` of [`ServerChallengeUpdate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerChallengeUpdateActiveChallenges {
    #[wire(bits = 14)]
    pub challenge_id: u16,
    #[wire(bits = 4)]
    pub type_: ChallengeType,
    pub target_group_id: u32,
    pub qualify_count: u32,
    pub quality_total: u32,
    pub current_count: u32,
    pub goal_count: u32,
    pub objective_completion: u32,
    pub current_tier: u32,
    pub last_reward_tier: u32,
    pub completion_count: u32,
    pub unlocked: bool,
    pub activated: bool,
    pub on_cooldown: bool,
    pub left_area: bool,
    pub time_activated_dt: u32,
    pub time_total_active: u32,
    pub time_cooldown_dt: u32,
    pub time_total_cooldown: u32,
    pub time_area_fail_dt: u32,
    pub time_total_area_fail: u32,
    pub tier_goal_count: [u32; 3],
}
