//! 0x0262: entity create, from the server.

use crate::enums::{EntityCreateFlag, Faction};
use crate::structs::{ItemVisual, PropertyValue, SpellInit, StatValueInitial};
use crate::unions::{IEntityCommandModel, IEntityModel};
use protocol_derive::{Message, Wire};

/// An entity comes into view: what it is, its stats, looks, running commands and spells.
///
/// Server to client, opcode 0x0262. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0262, from = Server, standing = Proven)]
pub struct ServerEntityCreate {
    pub guid: u32,
    #[wire(tag(type, 6))]
    pub entity_model: IEntityModel,
    #[wire(bits = 8)]
    pub create_flags: EntityCreateFlag,
    #[wire(count = 5)]
    pub stats: Vec<StatValueInitial>,
    pub time: u32,
    #[wire(count = 5)]
    pub commands: Vec<ServerEntityCreateCommands>,
    #[wire(count = 8)]
    pub properties: Vec<PropertyValue>,
    #[wire(count = 7)]
    pub visible_items: Vec<ItemVisual>,
    #[wire(count = 9)]
    pub spell_init_data: Vec<SpellInit>,
    pub current_spell_unique_id: u32,
    #[wire(bits = 14)]
    pub faction1: Faction,
    #[wire(bits = 14)]
    pub faction2: Faction,
    pub unit_tag_owner: u32,
    pub group_tag_owner: u64,
    pub unknown_a8: ServerEntityCreateUnknownA8,
    pub world_placement_data: ServerEntityCreateWorldPlacementData,
    pub unknown_c8: ServerEntityCreateUnknownC8,
    #[wire(bits = 14)]
    pub mini_map_marker: u16,
    #[wire(bits = 17)]
    pub display_info: u32,
    #[wire(bits = 15)]
    pub outfit_info: u16,
}

/// What `commands` of [`ServerEntityCreate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerEntityCreateCommands {
    #[wire(tag(command, 5))]
    pub model: IEntityCommandModel,
}

/// What `unknown_a8` of [`ServerEntityCreate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerEntityCreateUnknownA8 {
    #[wire(tag(type, 2), inline)]
    pub type_: ServerEntityCreateUnknownA8TypeSwitch,
}

/// What `world_placement_data` of [`ServerEntityCreate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerEntityCreateWorldPlacementData {
    #[wire(tag(type, 2), inline)]
    pub type_: ServerEntityCreateWorldPlacementDataTypeSwitch,
}

/// What `unknown_c8` of [`ServerEntityCreate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerEntityCreateUnknownC8 {
    #[wire(tag(type, 2), inline)]
    pub type_: ServerEntityCreateUnknownC8TypeSwitch,
}

/// What follows `type` in [`ServerEntityCreateUnknownA8`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerEntityCreateUnknownA8TypeSwitch {
    #[wire(case = 0)]
    Case0 { unknown0: bool },
    #[wire(case = 1)]
    Case1 {
        #[wire(bits = 17)]
        unknown1: u32,
    },
}

/// What follows `type` in [`ServerEntityCreateWorldPlacementData`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerEntityCreateWorldPlacementDataTypeSwitch {
    #[wire(case = 0)]
    Case0 { unknown0: bool },
    #[wire(case = 1)]
    Case1 {
        active_prop_id: u64,
        #[wire(bits = 14)]
        socket_id: u16,
    },
}

/// What follows `type` in [`ServerEntityCreateUnknownC8`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ServerEntityCreateUnknownC8TypeSwitch {
    #[wire(case = 0)]
    Case0 { unknown0: bool },
    #[wire(case = 1)]
    Case1 {
        unknown1: u32,
        #[wire(bits = 18)]
        unknown2: u32,
    },
}
