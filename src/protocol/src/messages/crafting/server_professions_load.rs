//! 0x0856: professions load, from the server.

use crate::structs::TradeskillInfo;
use protocol_derive::{Message, Wire};

/// All tradeskills and schematics of the character.
///
/// Server to client, opcode 0x0856. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0856, from = Server, standing = Proven)]
pub struct ServerProfessionsLoad {
    #[wire(count = 32)]
    pub tradeskills: Vec<TradeskillInfo>,
    #[wire(count = 32)]
    pub learned_schematics: Vec<u32>,
    #[wire(count = 32)]
    pub discovered_schematics: Vec<ServerProfessionsLoadDiscoveredSchematics>,
    #[wire(count = 32)]
    pub learned_schematic_discovered_flags: Vec<u32>,
    pub relearn_cooldown: u32,
}

/// What `discovered_schematics` of [`ServerProfessionsLoad`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerProfessionsLoadDiscoveredSchematics {
    pub tradeskill_schematic2_id: u32,
    pub coordinates_x: f32,
    pub coordinates_y: f32,
}
