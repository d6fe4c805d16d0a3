//! Structures that several messages about achievement share.

use crate::enums::{GrantedRewardFlags, RewardRotationContentType, RewardRotationRewardType};
use crate::wire::BitSet;
use protocol_derive::Wire;

/// Progress of one achievement.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Achievement {
    #[wire(bits = 15)]
    pub achievement_id: u16,
    pub data0: u32,
    pub data1: u32,
    pub date_completed: u64,
}

/// A datacube or journal and its pages found.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Datacube {
    #[wire(bits = 14)]
    pub datacube_id: u16,
    pub progress: u32,
}

/// A reward of the rotation that was earned and waits.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct LockedReward {
    #[wire(bits = 3)]
    pub content_type: RewardRotationContentType,
    pub reward_rotation_content_id: u32,
    pub reward_id: u32,
    #[wire(bits = 8)]
    pub reward_type: RewardRotationRewardType,
    /// A peer omits the width and writes 64 bits; client: 32.
    #[wire(bits = 32)]
    pub rewarded_flags: GrantedRewardFlags,
}

/// A reward track and how far it is.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct RewardTrack {
    #[wire(bits = 14)]
    pub reward_track_id: u16,
    pub reward_points_earned: u32,
    #[wire(bits = 32)]
    pub claimed_rewards: BitSet,
    #[wire(count_of(reward_track_rewards_ids, reward_track_rewards_ids_count, 32))]
    pub unlocked: u32,
    #[wire(count_ahead)]
    pub reward_track_rewards_ids: Vec<u32>,
    pub is_active: bool,
}
