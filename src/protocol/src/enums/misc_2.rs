//! Numbers with names: whatever has no topic of its own, continued.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Shortcut type. 4 bits on the wire.
    ShortcutType {
        None = 0,
        BagItem = 1,
        Macro = 2,
        GameCommand = 3,
        SpellbookItem = 4,
    }

    /// Stand state. 4 bits on the wire.
    StandState {
        Stand = 0,
        Sit = 1,
        LyingDown = 2,
        State0 = 3,
        State1 = 4,
        State2 = 5,
        Looting = 6,
        Emote = 7,
        StillPose = 8,
        DeathPose = 9,
        Burrowed = 10,
        State3 = 11,
        Chair = 12,
        Mannequin = 13,
        Land = 14,
        Water = 15,
        Hover = 16,
        Air = 17,
        None = 18,
        Forward = 19,
        Reverse = 20,
    }

    /// Stat. 5 bits on the wire.
    Stat {
        Health = 0,
        Focus = 1,
        Resource0 = 2,
        Resource1 = 3,
        Resource2 = 4,
        Resource3 = 5,
        Resource4 = 6,
        Resource5 = 7,
        Resource6 = 8,
        Dash = 9,
        Level = 10,
        MentorLevel = 11,
        StandState = 12,
        Unknown13 = 13,
        Unknown14 = 14,
        Sheathed = 15,
        Unknown17 = 17,
        Unknown19 = 19,
        Shield = 20,
        InterruptArmour = 21,
        Unknown22 = 22,
        Unknown23 = 23,
        Unknown24 = 24,
        Unknown25 = 25,
        Unknown26 = 26,
    }

    /// Stat type. 2 bits on the wire.
    StatType {
        Integer = 0,
        Float = 1,
        Data = 2,
    }

    /// Target selection state.
    TargetSelectionState {
        Existing = 0,
        New = 1,
        Old = 2,
    }

    /// Tower defense improvement type.
    TowerDefenseImprovementType {
        Trap = 0,
        Turret = 1,
        Wall = 2,
        Support = 3,
        Recruit = 4,
    }

    /// Ui location. 6 bits on the wire.
    UILocation {
        LAS1 = 0,
        LAS2 = 1,
        LAS3 = 2,
        LAS4 = 3,
        LAS5 = 4,
        LAS6 = 5,
        LAS7 = 6,
        LAS8 = 7,
        Gadget = 8,
        PathAbility = 9,
        LeftSAB1 = 12,
        LeftSAB2 = 13,
        LeftSAB3 = 14,
        LeftSAB4 = 15,
        LeftSAB5 = 16,
        RightSAB1 = 24,
        RightSAB2 = 25,
        RightSAB3 = 26,
        RightSAB4 = 27,
        RightSAB5 = 28,
        None = 4294967295,
    }

    /// Vital.
    Vital {
        Invalid = 0,
        Health = 1,
        Breath = 2,
        ShieldCapacity = 3,
        KineticEnergy = 4,
        Endurance = 5,
        Resource1 = 6,
        Resource2 = 7,
        Resource3 = 8,
        Resource4 = 9,
        Resource5 = 10,
        Resource6 = 11,
        SuitPower = 12,
        Actuator = 13,
        StalkerC = 14,
        Focus = 15,
        Dash = 16,
        Actuator2 = 18,
        SpellSurge = 19,
        InterruptArmor = 20,
        Absorption = 21,
        PublicResource0 = 22,
        PublicResource1 = 23,
        PublicResource2 = 24,
        Volatility = 26,
        Resource8 = 27,
        Resource9 = 28,
        Resource10 = 29,
        HealingAbsorption = 30,
    }

    /// Window type. 2 bits on the wire.
    WindowType {
        LeftAligned = 0,
        RightAligned = 1,
    }
}

wire_flags! {
    /// Telegraph damage flag.
    TelegraphDamageFlag {
        SpellMustBeMultiPhase = 0x20,
        TargetMustBeUnit = 0x200,
        CasterMustBePlayer = 0x400,
        CasterMustBeNPC = 0x1000,
    }

    /// Telegraph target type flags.
    TelegraphTargetTypeFlags {
        Other = 1,
        Self_ = 2,
    }
}
