//! Numbers with names: crafting.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Crafting direction. 4 bits on the wire.
    CraftingDirection {
        None = 0,
        N = 1,
        NE = 2,
        E = 3,
        SE = 4,
        S = 5,
        SW = 6,
        W = 7,
        NW = 8,
    }

    /// Crafting discovery. 32 bits on the wire.
    CraftingDiscovery {
        Cold = 0,
        Warm = 1,
        Hot = 2,
        Success = 3,
    }

    /// Crafting modifier type. 32 bits on the wire.
    CraftingModifierType {
        MismatchPenalty = 1,
        UnbuffedFailCapBase = 2,
        Charge = 3,
        MaterialCost = 6,
        Material2Id = 7,
        UnbuffedFailCap = 8,
        ChargeIncrement_RightShift = 9,
        OutputCount = 10,
        AdditiveCost = 14,
        AdditiveVector = 15,
        AdditiveRadius = 16,
        SchematicDiscoveryRadius1 = 17,
        SchematicDiscoveryRadius2 = 20,
        ApSpSplitMaxDelta_LeftShift = 21,
        Cost = 22,
        CraftIsCritical = 23,
        AdditiveLimit = 26,
        AdditiveTier = 27,
    }

    /// Rune type. 5 bits on the wire.
    RuneType {
        Air = 7,
        Water = 8,
        Earth = 9,
        Fire = 10,
        Logic = 11,
        Life = 12,
        Fusion = 13,
    }

    /// Tradeskill result. 32 bits on the wire.
    TradeskillResult {
        Success = 0,
        InsufficentFund = 1,
        InvalidItem = 2,
        InvalidSlot = 3,
        MissingEngravingStation = 4,
        Unlocked = 5,
        UnknownError = 6,
        RuneExists = 7,
        MissingRune = 8,
        DuplicateRune = 9,
        AttemptFailed = 10,
        RuneSlotLimit = 11,
    }

    /// Tradeskill type. 32 bits on the wire.
    TradeskillType {
        Weaponsmith = 1,
        Cooking = 2,
        Armorer = 12,
        Mining = 13,
        Outfitter = 14,
        Survivalist = 15,
        Augmentor = 16,
        Architect = 17,
        Relic_Hunter = 18,
        Fishing = 19,
        Farmer = 20,
        Tailor = 21,
        Runecrafting = 22,
    }
}
