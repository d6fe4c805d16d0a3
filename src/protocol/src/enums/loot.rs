//! Numbers with names: loot.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Loot condition type.
    LootConditionType {
        None = 0,
        IsClass = 1,
        IsRace = 2,
        IsLevel = 3,
        IsLessThanLevel = 4,
        IsMoreThanLevel = 5,
        QuestIsComplete = 6,
        QuestNotComplete = 7,
        QuestObjectiveActive = 8,
    }

    /// Loot entity type.
    LootEntityType {
        Creature = 0,
        Item = 1,
    }

    /// Looter type.
    LooterType {
        Player = 0,
        Group = 1,
        Raid = 2,
        Guild = 3,
    }
}
