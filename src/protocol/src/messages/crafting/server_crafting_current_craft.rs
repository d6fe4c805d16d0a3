//! 0x0854: crafting current craft, from the server.

use crate::structs::CraftStats;
use protocol_derive::Message;

/// The craft under way.
///
/// Server to client, opcode 0x0854. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0854, from = Server, standing = Proven)]
pub struct ServerCraftingCurrentCraft {
    #[wire(bits = 15)]
    pub tradeskill_schematic2_id: u16,
    pub craft_stats: CraftStats,
    pub glyph_data: u32,
    pub schematic_count: u32,
    pub additive_count: u32,
    pub unused: u32,
    pub item2_id_modifiers: [u32; 5],
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub discovery_coordinates_x: f32,
    pub discovery_coordinates_y: f32,
    pub discovery_vector_multiplier_x: f32,
    pub discovery_vector_multiplier_y: f32,
    pub discovery_radius_multiplier: f32,
}
