//! 0x0117: character list, from the server.

use crate::enums::{Class, Faction, Race, Sex};
use crate::structs::{Identity, ItemVisual, Position};
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// All characters of the account on this realm, with looks and gear, and the slots left. Sent as
/// often as the client asks.
///
/// Server to client, opcode 0x0117. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 2, 3, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0117, from = Server, standing = Proven)]
pub struct ServerCharacterList {
    pub server_time: u64,
    #[wire(count = 32)]
    pub characters: Vec<ServerCharacterListCharacters>,
    #[wire(count = 32)]
    pub enabled_character_creation_ids: Vec<u32>,
    #[wire(count = 32)]
    pub disabled_character_creation_ids: Vec<u32>,
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub character_remove_identity: Identity,
    pub character_remove_time: u32,
    pub character_reservation_count: u32,
    pub max_number_characters: u32,
    pub additional_count: u32,
    #[wire(bits = 14)]
    pub faction_restriction: Faction,
    pub free_level50: bool,
}

/// What `characters` of [`ServerCharacterList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerCharacterListCharacters {
    pub id: u64,
    pub name: WString,
    #[wire(bits = 2)]
    pub sex: Sex,
    #[wire(bits = 5)]
    pub race: Race,
    #[wire(bits = 5)]
    pub class: Class,
    pub faction: u32,
    pub level: u32,
    #[wire(count = 32)]
    pub appearance: Vec<ItemVisual>,
    #[wire(count = 32)]
    pub gear: Vec<ItemVisual>,
    #[wire(bits = 15)]
    pub world_id: u16,
    #[wire(bits = 15)]
    pub world_zone_id: u16,
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub location: ServerCharacterListCharactersLocation,
    #[wire(bits = 3)]
    pub path: u8,
    pub is_locked: bool,
    pub requires_rename: bool,
    pub gear_mask: u32,
    #[wire(count = 4)]
    pub labels: Vec<u32>,
    #[wire(same_as = labels)]
    pub values: Vec<u32>,
    #[wire(count = 32)]
    pub bones: Vec<f32>,
    pub last_logged_out_days: f32,
}

/// What `location` of [`ServerCharacterListCharacters`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerCharacterListCharactersLocation {
    pub position: Position,
    pub yaw: f32,
    pub pitch: f32,
}
