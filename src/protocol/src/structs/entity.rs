//! Structures that several messages about entity share.

use crate::enums::{ItemSlot, Property, Stat, VehicleSeatType};
use protocol_derive::Wire;

/// What an item slot looks like.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ItemVisual {
    #[wire(bits = 7)]
    pub slot: ItemSlot,
    #[wire(bits = 15)]
    pub display_id: u16,
    #[wire(bits = 14)]
    pub colour_set_id: u16,
    pub dye_data: i32,
}

/// A property: base and current value.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct PropertyValue {
    #[wire(bits = 8)]
    pub property: Property,
    pub base_value: f32,
    pub value: f32,
}

/// A stat of an entity as it comes into view.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct StatValueInitial {
    #[wire(bits = 5)]
    pub stat: Stat,
    #[wire(tag(type, 2), inline)]
    pub type_: StatValueInitialTypeSwitch,
}

/// What follows `type` in [`StatValueInitial`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum StatValueInitialTypeSwitch {
    #[wire(case = 0)]
    Integer { value: u32 },
    #[wire(case = 1)]
    Float { value: f32 },
    #[wire(case = 2)]
    Data { value: u32, data: u32 },
}

/// A stat that is a fraction.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct StatValueUpdateFloat {
    #[wire(bits = 5)]
    pub stat: Stat,
    pub value: f32,
}

/// A stat that is a whole number.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct StatValueUpdateInteger {
    #[wire(bits = 5)]
    pub stat: Stat,
    pub value: u32,
}

/// Who sits where on a vehicle.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct VehiclePassenger {
    #[wire(bits = 2)]
    pub seat_type: VehicleSeatType,
    #[wire(bits = 3)]
    pub seat_position: u8,
    pub unit_id: u32,
}
