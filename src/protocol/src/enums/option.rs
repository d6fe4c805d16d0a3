//! Numbers with names: option.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Input device.
    InputDevice {
        None = 0,
        Keyboard = 1,
        Mouse = 2,
    }

    /// Input event type.
    InputEventType {
        Raw = 0,
        Click = 1,
        Hold = 2,
        DoubleClick = 3,
        DoubleHold = 4,
        Rapid = 5,
    }

    /// Input key lookup group.
    InputKeyLookupGroup {
        Main = 0,
        StunBreakoutGameplay = 1,
    }

    /// Input modifier.
    InputModifier {
        Shift = 0,
        Control = 1,
        Alt = 4,
    }

    /// Input modifier scancode.
    InputModifierScancode {
        LeftCtrl = 29,
        LeftShift = 42,
        RightShift = 54,
        LeftAlt = 56,
        RightCtrl = 285,
        RightAlt = 312,
    }

    /// Input mouse.
    InputMouse {
        Left = 0,
        Right = 1,
        Middle = 2,
        X1 = 3,
        X2 = 4,
        WheelUp = 5,
        WheelDown = 6,
    }

    /// Input sets. 32 bits on the wire.
    InputSets {
        Default1 = 0,
        Default2 = 1,
        Default3 = 2,
        Account = 3,
        Character = 4,
        MaxValue = 5,
    }

    /// Option type. 32 bits on the wire.
    OptionType {
        Casting = 0,
        SharedChallenge = 1,
    }

    /// World difficulty. 2 bits on the wire.
    WorldDifficulty {
        Normal = 0,
        Veteran = 1,
        Count = 2,
    }
}

wire_flags! {
    /// Casting option flags. 4 bits on the wire.
    CastingOptionFlags {
        Unknown = 1,
        ButtonDownForAbilities = 2,
        AutoTargetting = 4,
        HoldToContinueCasting = 8,
    }

    /// Combat log options. 14 or 32 bits on the wire.
    CombatLogOptions {
        DisableAbsorption = 1,
        DisableCCState = 2,
        DisableDamage = 4,
        DisableDeflect = 8,
        DisableDelayDeath = 0x10,
        DisableDispel = 0x20,
        DisableFallingDamage = 0x40,
        DisableHeal = 0x80,
        DisableImmunity = 0x100,
        DisableInterrupted = 0x200,
        DisableInterruptArmor = 0x400,
        DisableTransference = 0x800,
        DisableVitalModifier = 0x1000,
        DisableDeath = 0x2000,
    }

    /// Instance parameters. 11 bits on the wire.
    InstanceParameters {
        Scaling = 1,
        HasPrimeLevels = 0x200,
    }
}
