//! Numbers with names: costume.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Costume item slot.
    CostumeItemSlot {
        Chest = 0,
        Legs = 1,
        Head = 2,
        Shoulder = 3,
        Feet = 4,
        Hands = 5,
        Weapon = 6,
    }

    /// Costume save result. 4 bits on the wire.
    CostumeSaveResult {
        Saved = 0,
        InvalidCostumeIndex = 1,
        CostumeIndexNotUnlocked = 2,
        InvalidMannequinIndex = 3,
        UnknownMannequinError = 4,
        ItemNotUnlocked = 5,
        InvalidItem = 6,
        UnusableItem = 7,
        InvalidDye = 8,
        DyeNotUnlocked = 9,
        NotEnoughTokens = 10,
        InsufficientFunds = 11,
        UnknownError = 12,
        Saving = 13,
    }

    /// Costume set result.
    CostumeSetResult {
        Success = 0,
        AlreadySet = 1,
        InvalidIndex = 2,
        InCombat = 3,
        NotUnlocked = 4,
        TooSoon = 5,
    }

    /// Costume unlock result. 32 bits on the wire.
    CostumeUnlockResult {
        UnlockSuccess = 0,
        AlreadyKnown = 1,
        OutOfSpace = 2,
        UnknownFailure = 3,
        ForgetItemSuccess = 4,
        ForgetItemFailed = 5,
        FailedPrerequisites = 6,
        InsufficientCredits = 7,
        ItemInUse = 8,
        ItemNotKnown = 9,
        UnlockRequested = 10,
        ForgetRequested = 11,
        InvalidItem = 12,
    }
}
