//! Numbers with names: movement.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Dash direction. 3 bits on the wire.
    DashDirection {
        Forward = 1,
        Backward = 2,
        Left = 3,
        Right = 4,
    }

    /// Entity command. 5 bits on the wire.
    EntityCommand {
        SetTime = 0,
        SetPlatform = 1,
        SetPosition = 2,
        SetPositionKeys = 3,
        SetPositionPath = 4,
        SetPositionSpline = 5,
        SetPositionMultiSpline = 6,
        SetPositionProjectile = 7,
        SetVelocity = 8,
        SetVelocityKeys = 9,
        SetVelocityDefaults = 10,
        SetMove = 11,
        SetMoveKeys = 12,
        SetMoveDefaults = 13,
        SetRotation = 14,
        SetRotationKeys = 15,
        SetRotationSpline = 16,
        SetRotationMultiSpline = 17,
        SetRotationFaceUnit = 18,
        SetRotationFacePosition = 19,
        SetRotationSpin = 20,
        SetRotationDefaults = 21,
        SetScale = 22,
        SetScaleKeys = 23,
        SetState = 24,
        SetStateKeys = 25,
        SetStateDefault = 26,
        SetMode = 27,
        SetModeKeys = 28,
        SetModeDefault = 29,
    }

    /// Mode type. 32 bits on the wire.
    ModeType {
        Walk = 0,
        Swim = 1,
        Slide = 2,
        Free = 3,
    }

    /// Movement speed. 32 bits on the wire.
    MovementSpeed {
        Walk = 0,
        Run = 1,
        Sprint = 2,
    }

    /// Spline direction.
    SplineDirection {
        Forward = 0,
        Backward = 1,
    }

    /// Spline mode. 4 bits on the wire.
    SplineMode {
        OneShot = 0,
        BackAndForth = 1,
        Cyclic = 2,
        OneShotReverse = 3,
        BackAndForthReverse = 4,
        CyclicReverse = 5,
        SplineMode6 = 6,
        SplineMode7 = 7,
        SplineMode8 = 8,
        SplineMode9 = 9,
        SplineMode10 = 10,
    }

    /// Spline type. 2 bits on the wire.
    SplineType {
        Linear = 0,
        CatmullRom = 1,
    }

    /// Teleport reason.
    TeleportReason {
        Relocate = 0,
        Unload = 1,
        EndMatch = 2,
    }
}

wire_flags! {
    /// State flags. 32 bits on the wire.
    StateFlags {
        None = 0,
        Velocity = 1,
        Move = 2,
        Fall = 8,
        Jump = 0x40,
        Unknown80 = 0x80,
        Unknown100 = 0x100,
        Unknown200 = 0x200,
        Unknown400 = 0x400,
        DoubleJump = 0x800,
        RollForward = 0x1000,
        RollBackward = 0x2000,
        RotationWhileFalling = 0x40000,
    }
}
