//! 0x084F: crafting complex craft, from the client.

use crate::structs::CraftStats;
use protocol_derive::Message;

/// Crafts with chosen stats and power core.
///
/// Client to server, opcode 0x084F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x084F, from = Client, standing = Proven)]
pub struct ClientCraftingComplexCraft {
    pub client_spellcast_unique_id: u32,
    pub crafting_station_unit_id: u32,
    pub tradeskill_schematic2_id: u32,
    pub craft_stats: CraftStats,
    #[wire(bits = 18)]
    pub power_core_item2_id: u32,
    pub ap_sp_split_delta: u32,
    #[wire(count = 3)]
    pub charge_counts: Vec<i32>,
}
