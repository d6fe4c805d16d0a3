//! 0x0850: crafting simple craft, from the client.

use protocol_derive::Message;

/// Crafts without choices.
///
/// Client to server, opcode 0x0850. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0850, from = Client, standing = Proven)]
pub struct ClientCraftingSimpleCraft {
    pub client_spellcast_unique_id: u32,
    pub crafting_station_unit_id: u32,
    pub tradeskill_schematic2_id: u32,
}
