//! Numbers with names: pet.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Behavior.
    Behavior {
        Food = 1,
        Sleep = 2,
        Aggressive = 3,
        Love = 5,
        Working = 6,
        Hunting = 7,
        Scared = 8,
        Happy = 9,
        Singing = 10,
        Injured = 11,
        Guarding = 12,
        Socializing = 13,
    }

    /// Flair type.
    FlairType {
        ScanBotRom = 0,
        ScanBotVanity = 1,
        GroundMountFront = 2,
        GroundMountBack = 3,
        GroundMountSide = 4,
        HoverMountFront = 5,
        HoverMountBack = 6,
        HoverMountSide = 7,
    }

    /// Pet customize result. 4 bits on the wire.
    PetCustomizeResult {
        NotUnlocked = 1,
        PetTypeNotSupported = 2,
        UnknownFlairType = 3,
        InvalidObject = 4,
        InvalidFlair = 5,
        InvalidSlot = 6,
        InvalidName = 7,
    }

    /// Pet stance. 5 bits on the wire.
    PetStance {
        Assist = 0,
        Stay = 1,
        Passive = 2,
        Defensive = 3,
        Aggressive = 4,
    }

    /// Pet type. 2 bits on the wire.
    PetType {
        ScanBot = 0,
        GroundMount = 1,
        HoverBoard = 2,
    }
}
