//! What an auction search may ask for.

use crate::enums::{Class, Faction, Property, Quality, Race};
use protocol_derive::Wire;

/// What an auction search asks for.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum IAuctionFilter {
    #[wire(case = 0)]
    PropertyMin {
        #[wire(bits = 8)]
        unit_property2_id: Property,
        minimum: f32,
    },
    #[wire(case = 1)]
    PropertyMax {
        #[wire(bits = 8)]
        unit_property2_id: Property,
        maximum: f32,
    },
    #[wire(case = 2)]
    Level { minimum: u32, maximum: u32 },
    #[wire(case = 3)]
    Quality {
        #[wire(bits = 4)]
        minimum: Quality,
        #[wire(bits = 4)]
        maximum: Quality,
    },
    #[wire(case = 4)]
    RuneSlot {
        #[wire(bits = 5)]
        michrochip_type: u8,
        minimum: u32,
    },
    #[wire(case = 5)]
    BuyoutMax { buyout_price: u64 },
    #[wire(case = 6)]
    EquippableBy {
        #[wire(bits = 14)]
        race_id: Race,
        #[wire(bits = 14)]
        class_id: Class,
        #[wire(bits = 14)]
        faction_id: Faction,
        level: u32,
    },
}
