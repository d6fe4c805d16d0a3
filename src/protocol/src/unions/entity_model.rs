//! What the client learns of an entity by its kind.

use crate::enums::{Class, GuildType, PvPFlag, Race, Sex};
use crate::structs::{Position, VehiclePassenger};
use crate::wire::WString;
use protocol_derive::Wire;

/// What the client learns of an entity, by its kind.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum IEntityModel {
    #[wire(case = 0)]
    NonPlayer {
        #[wire(bits = 18)]
        creature_id: u32,
        quest_checklist_idx: u8,
    },
    #[wire(case = 1)]
    Chest {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 2)]
    Destructible {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 3)]
    Vehicle {
        #[wire(bits = 18)]
        creature_id: u32,
        #[wire(bits = 14)]
        unit_vehicle_id: u16,
        #[wire(count = 3)]
        passengers: Vec<VehiclePassenger>,
    },
    #[wire(case = 4)]
    Door {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 5)]
    HarvestUnit {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 6)]
    CorpseUnit {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 7)]
    Mount {
        #[wire(bits = 18)]
        creature_id: u32,
        #[wire(bits = 14)]
        unit_vehicle_id: u16,
        owner_id: u32,
        #[wire(count = 3)]
        passengers: Vec<VehiclePassenger>,
    },
    #[wire(case = 8)]
    CollectableUnit {
        #[wire(bits = 18)]
        creature_id: u32,
        quest_checklist_idx: u8,
    },
    #[wire(case = 9)]
    Taxi {
        #[wire(bits = 18)]
        creature_id: u32,
        #[wire(bits = 14)]
        unit_vehicle_id: u16,
        #[wire(count = 3)]
        passengers: Vec<IEntityModelTaxiPassengers>,
    },
    #[wire(case = 10)]
    Simple {
        #[wire(bits = 18)]
        creature_id: u32,
        quest_checklist_idx: u8,
    },
    #[wire(case = 11)]
    Platform {
        #[wire(bits = 18)]
        creature_id: u32,
        quest_checklist_idx: u8,
    },
    #[wire(case = 12)]
    MailBox {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 13)]
    AiTurret {
        #[wire(bits = 18)]
        creature_id: u32,
        quest_checklist_idx: u8,
    },
    #[wire(case = 14)]
    InstancePortal {
        #[wire(bits = 18)]
        creature_id: u32,
        remaining_time_ms: u32,
    },
    #[wire(case = 15)]
    Plug {
        #[wire(bits = 14)]
        socket_id: u16,
        #[wire(bits = 15)]
        plug_id: u16,
        #[wire(bits = 6)]
        plug_flags: u8,
    },
    #[wire(case = 16)]
    Residence {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 17)]
    StructuredPlug {
        #[wire(bits = 18)]
        creature_id: u32,
        #[wire(bits = 2)]
        current_tier: u8,
        #[wire(bits = 14)]
        socket_id: u16,
    },
    #[wire(case = 18)]
    PinataLoot {
        #[wire(bits = 18)]
        creature_id: u32,
        item_id: u32,
        item_count: u32,
        #[wire(bits = 4)]
        loot_type: u8,
    },
    #[wire(case = 19)]
    BindPoint {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 20)]
    Player {
        id: u64,
        #[wire(bits = 14)]
        realm_id: u16,
        name: WString,
        #[wire(bits = 5)]
        race: Race,
        #[wire(bits = 5)]
        class: Class,
        #[wire(bits = 2)]
        sex: Sex,
        group_id: u64,
        #[wire(count = 8)]
        pet_id_list: Vec<u32>,
        guild_name: WString,
        #[wire(bits = 4)]
        guild_type: GuildType,
        #[wire(count = 5)]
        guild_ids: Vec<u64>,
        #[wire(count = 6)]
        bones: Vec<f32>,
        #[wire(bits = 3)]
        pv_p_flag: PvPFlag,
        unknown4_c: u8,
        #[wire(bits = 14)]
        title: u16,
    },
    #[wire(case = 21)]
    Hidden {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 22)]
    Trigger {
        name: WString,
        #[wire(count = 8)]
        bounds: Vec<IEntityModelTriggerBounds>,
    },
    #[wire(case = 23)]
    Ghost {
        id: u64,
        #[wire(bits = 14)]
        realm_id: u16,
        name: WString,
        #[wire(bits = 5)]
        race: Race,
        #[wire(bits = 5)]
        class: Class,
        #[wire(bits = 2)]
        sex: Sex,
        group_id: u64,
        guild_name: WString,
        #[wire(bits = 4)]
        guild_type: GuildType,
        #[wire(count = 5)]
        guild_ids: Vec<u64>,
        #[wire(count = 6)]
        bones: Vec<f32>,
        #[wire(bits = 14)]
        title: u16,
    },
    #[wire(case = 24)]
    Pet {
        #[wire(bits = 18)]
        creature_id: u32,
        owner_id: u32,
        #[wire(bits = 15)]
        unknown1: u16,
        name: WString,
    },
    #[wire(case = 25)]
    EsperPet {
        #[wire(bits = 18)]
        creature_id: u32,
        owner_id: u32,
        #[wire(bits = 15)]
        owner_display_item_id: u16,
    },
    #[wire(case = 26)]
    WorldUnit { unknown0: bool },
    #[wire(case = 27)]
    ScannerUnit {
        #[wire(bits = 18)]
        creature_id: u32,
        owner_id: u32,
        name: WString,
    },
    #[wire(case = 28)]
    Camera { unknown0: bool },
    #[wire(case = 29)]
    Trap {
        #[wire(bits = 18)]
        creature_id: u32,
        owner_id: u32,
    },
    #[wire(case = 30)]
    DestructibleDoor {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 31)]
    Pickup {
        #[wire(bits = 18)]
        creature_id: u32,
        owner_id: u32,
        item_display_id: u32,
    },
    #[wire(case = 32)]
    SimpleCollidable {
        #[wire(bits = 18)]
        creature_id: u32,
        quest_checklist_idx: u8,
    },
    #[wire(case = 33)]
    HousingMannequin {
        #[wire(bits = 18)]
        creature_id: u32,
    },
    #[wire(case = 34)]
    HousingHarvestPlug {
        #[wire(bits = 18)]
        creature_id: u32,
        #[wire(bits = 14)]
        socket_id: u16,
    },
    #[wire(case = 35)]
    HousingPlant {
        #[wire(bits = 18)]
        creature_id: u32,
        #[wire(bits = 14)]
        socket_id: u16,
    },
    #[wire(case = 36)]
    Lockbox {
        #[wire(bits = 18)]
        creature_id: u32,
        #[wire(count = 16)]
        unknown1: Vec<IEntityModelLockboxUnknown1>,
    },
}

/// What `passengers` of [`IEntityModel::Taxi`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct IEntityModelTaxiPassengers {
    #[wire(bits = 2)]
    pub seat_type: u8,
    #[wire(bits = 3)]
    pub seat_position: u8,
    pub unit_id: u32,
}

/// What `bounds` of [`IEntityModel::Trigger`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct IEntityModelTriggerBounds {
    #[wire(bits = 2)]
    pub type_: u8,
    pub min: Position,
    pub lim: Position,
    pub radius: f32,
}

/// What `unknown1` of [`IEntityModel::Lockbox`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct IEntityModelLockboxUnknown1 {
    pub unknown0: u32,
}
