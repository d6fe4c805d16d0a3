//! Numbers with names: entity.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Entity type. 6 bits on the wire.
    EntityType {
        NonPlayer = 0,
        Chest = 1,
        Destructible = 2,
        Vehicle = 3,
        Door = 4,
        HarvestUnit = 5,
        CorpseUnit = 6,
        Mount = 7,
        CollectableUnit = 8,
        Taxi = 9,
        Simple = 10,
        Platform = 11,
        MailBox = 12,
        AiTurret = 13,
        InstancePortal = 14,
        Plug = 15,
        Residence = 16,
        StructuredPlug = 17,
        PinataLoot = 18,
        BindPoint = 19,
        Player = 20,
        Hidden = 21,
        Trigger = 22,
        Ghost = 23,
        Pet = 24,
        EsperPet = 25,
        WorldUnit = 26,
        ScannerUnit = 27,
        Camera = 28,
        Trap = 29,
        DestructibleDoor = 30,
        Pickup = 31,
        SimpleCollidable = 32,
        HousingMannequin = 33,
        HousingHarvestPlug = 34,
        HousingPlant = 35,
        Lockbox = 36,
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

    /// Tower defense unit info tower defense unit type. 32 bits on the wire.
    TowerDefenseUnitInfoTowerDefenseUnitType {
        Defend = 0,
        Auxiliary = 1,
        Escaping = 2,
    }

    /// Vehicle seat type. 2 bits on the wire.
    VehicleSeatType {
        Pilot = 0,
        Passenger = 1,
        Gunner = 2,
        Invalid = 3,
    }
}

wire_flags! {
    /// Entity create flag. 8 bits on the wire.
    EntityCreateFlag {
        None = 0,
        SpawnAnimation = 1,
        NoSpawnAnimation = 2,
        Unknown02 = 2,
        Vendor = 4,
        Unknown10 = 0x10,
        Unknown20 = 0x20,
        Unknown40 = 0x40,
    }
}
