//! Numbers with names: telegraphs.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Aoe selection type.
    AoeSelectionType {
        None = 0,
        Closest = 1,
        Furthest = 2,
        Random = 3,
        LowestAbsoluteHealth = 4,
        MissingMostHealth = 5,
    }

    /// Damage shape.
    DamageShape {
        Circle = 0,
        Ring = 1,
        Square = 2,
        Cone = 4,
        Pie = 5,
        Rectangle = 7,
        LongCone = 8,
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
