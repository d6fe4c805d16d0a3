//! Structures that several messages about matching share.

use crate::enums::{Class, MatchType, MatchingQueueFlags};
use crate::wire::WString;
use protocol_derive::Wire;

/// A line of a leaderboard of dungeons.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct LeaderboardPlayerPve {
    pub guild_id: u64,
    #[wire(bits = 5)]
    pub class: Class,
    pub matching_game_map_id: u32,
    pub prime_level: u32,
    pub rewarded_tier: u32,
    pub completion_time: u32,
    pub rank: u32,
    pub last_rank: u32,
    pub name: WString,
    #[wire(count = 32)]
    pub team_members: Vec<TeamMember>,
}

/// A line of a leaderboard of teams.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct LeaderboardTeamPvp {
    pub guild_id: u64,
    #[wire(bits = 5)]
    pub class: Class,
    pub rating: u32,
    pub rank: u32,
    pub last_rank: u32,
    pub name: WString,
    #[wire(count = 32)]
    pub team_members: Vec<TeamMember>,
}

/// What to wait for: kind of match and maps.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct MatchingMap {
    #[wire(bits = 5)]
    pub match_type: MatchType,
    #[wire(count = 32)]
    pub maps: Vec<u32>,
    #[wire(bits = 14)]
    pub matching_game_type_id: u16,
    #[wire(bits = 32)]
    pub queue_flags: MatchingQueueFlags,
}

/// A member of a team on a leaderboard.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct TeamMember {
    pub name: WString,
    #[wire(bits = 5)]
    pub class: Class,
}
