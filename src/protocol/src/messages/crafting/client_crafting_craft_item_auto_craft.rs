//! 0x0852: crafting craft item auto craft, from the client.

use protocol_derive::Message;

/// Crafts several at once without the grid.
///
/// Client to server, opcode 0x0852. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0852, from = Client, standing = Proven)]
pub struct ClientCraftingCraftItemAutoCraft {
    pub client_spellcast_unique_id: u32,
    pub crafting_station_unit_id: u32,
    pub tradeskill_schematic2_id: u32,
    pub schematic_count: u32,
}
