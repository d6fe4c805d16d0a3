//! 0x04DF: housing properties, from the server.

use crate::enums::{PropertyInfoId, ResidenceFlags, ResidenceType};
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// The residences of this map: owner, name, outside, flags.
///
/// Server to client, opcode 0x04DF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04DF, from = Server, standing = Proven)]
pub struct ServerHousingProperties {
    #[wire(count = 32)]
    pub residences: Vec<ServerHousingPropertiesResidences>,
}

/// What `residences` of [`ServerHousingProperties`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingPropertiesResidences {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub neighbourhood_id: u64,
    pub character_id_owner: u64,
    pub guild_id_owner: u64,
    #[wire(bits = 14)]
    pub type_: ResidenceType,
    pub tile_id: u32,
    pub name: WString,
    #[wire(bits = 32)]
    pub property_info_id: PropertyInfoId,
    pub residence_info_id: u32,
    pub roof: u32,
    pub wallpaper_exterior: u32,
    pub entryway: u32,
    pub door: u32,
    pub sky: u32,
    pub music: u32,
    pub ground: u32,
    #[wire(bits = 32)]
    pub flags: ResidenceFlags,
    pub resource_sharing: u32,
    pub garden_sharing: u32,
    #[wire(bytes = 64)]
    pub unknown_zero_block: Vec<u8>,
    pub residence_deleted: bool,
}
