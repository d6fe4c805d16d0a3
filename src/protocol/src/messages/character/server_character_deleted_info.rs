//! 0x0116: character deleted info, from the server.

use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Deleted characters that may be bought back.
///
/// Server to client, opcode 0x0116. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0116, from = Server, standing = Proven)]
pub struct ServerCharacterDeletedInfo {
    #[wire(count = 32)]
    pub delected_characters: Vec<ServerCharacterDeletedInfoDelectedCharacters>,
}

/// What `delected_characters` of [`ServerCharacterDeletedInfo`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerCharacterDeletedInfoDelectedCharacters {
    pub character_id: u64,
    pub unused: u32,
    pub name: WString,
    pub level: u32,
    #[wire(bits = 14)]
    pub class: u16,
    #[wire(bits = 14)]
    pub race: u16,
    #[wire(bits = 2)]
    pub gender: u8,
    #[wire(bits = 14)]
    pub faction: u16,
    #[wire(bits = 3)]
    pub path: u8,
    #[wire(bits = 15)]
    pub world_id: u16,
    #[wire(bits = 15)]
    pub world_zone_id: u16,
    pub purge_date: f32,
}
