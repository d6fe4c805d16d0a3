//! 0x0851: crafting craft item, from the client.

use protocol_derive::Message;

/// Starts a craft on the coordinate grid.
///
/// Client to server, opcode 0x0851. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0851, from = Client, standing = Proven)]
pub struct ClientCraftingCraftItem {
    pub client_spellcast_unique_id: u32,
    pub crafting_station_unit_id: u32,
    pub tradeskill_schematic2_id: u32,
    pub schematic_count: u32,
    #[wire(bits = 18)]
    pub catalyst_item2_id: u32,
}
