//! Numbers with names: the bars and windows of the client.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Shortcut set. 4 bits on the wire.
    ShortcutSet {
        VehicleBar = 0,
        PrimaryPetBar = 1,
        PetMiniBar0 = 2,
        PetMiniBar1 = 3,
        PetMiniBar2 = 4,
        PetMiniBar3 = 5,
        PetMiniBar4 = 6,
        FloatingSpellBar = 7,
        FloatingDynamicSpellBar = 8,
    }

    /// Shortcut type. 4 bits on the wire.
    ShortcutType {
        None = 0,
        BagItem = 1,
        Macro = 2,
        GameCommand = 3,
        SpellbookItem = 4,
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

    /// Window type. 2 bits on the wire.
    WindowType {
        LeftAligned = 0,
        RightAligned = 1,
    }
}
