//! Structures that several messages about world share.

use crate::enums::{HazardType, TowerDefenseUnitInfoTowerDefenseUnitType};
use protocol_derive::Wire;

/// A node of a generic map.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GenericMapNode {
    #[wire(bits = 14)]
    pub generic_map_mode_id: u16,
    pub enabled: bool,
}

/// A hazard that works on the player.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Hazard {
    #[wire(bits = 14)]
    pub hazard_id: u16,
    #[wire(bits = 3)]
    pub type_: HazardType,
    pub meter_value: f32,
    pub max_value: f32,
    pub current_threshold: u32,
    #[wire(bits = 18)]
    pub proc_spell4_id: u32,
    pub hazard_unit_id: u32,
    pub pulse_time_left: u32,
    pub unit_based: bool,
    pub starts_full: bool,
    pub enabled: bool,
    pub suspended: bool,
    pub do_not_refill: bool,
}

/// A change of a hazard's effect.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct HazardModifier {
    pub multiplier: f32,
    pub offset: f32,
    pub suspended: bool,
}

/// A region of the map.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct MapRegion {
    /// Client; a peer writes u15.
    #[wire(bits = 14)]
    pub world_socket_id: u16,
    #[wire(bits = 17)]
    pub world_location2_id: u32,
}

/// A unit of a holdout.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct TowerDefenseUnitInfo {
    pub unit_id: u32,
    /// A peer omits the width and writes 64 bits; client: 32.
    #[wire(bits = 32)]
    pub type_: TowerDefenseUnitInfoTowerDefenseUnitType,
}
