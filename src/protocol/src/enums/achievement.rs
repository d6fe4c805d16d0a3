//! Numbers with names: achievement.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Achievement type.
    AchievementType {
        KillCreatureEntry = 1,
        KillCreatureGroup = 2,
        QuestComplete = 3,
        MapComplete = 53,
        ItemConsume = 80,
    }

    /// Datacube type.
    DatacubeType {
        Datacube = 0,
        Chronicle = 1,
        Journal = 2,
    }

    /// Reward track reward type.
    RewardTrackRewardType {
        Item = 0,
        AccountItem = 1,
    }

    /// Reward track type.
    RewardTrackType {
        ContractPvp = 0,
        ContractPve = 1,
        Loyalty = 2,
        Challenge = 3,
        Zone = 4,
    }
}

wire_flags! {
    /// Achievement flags.
    AchievementFlags {
        None = 0,
        Guild = 4,
    }
}
