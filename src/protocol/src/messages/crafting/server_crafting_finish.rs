//! 0x0853: crafting finish, from the server.

use crate::enums::{CraftingDirection, CraftingDiscovery};
use protocol_derive::Message;

/// A craft ended: made or failed, discoveries, experience, what came back.
///
/// Server to client, opcode 0x0853. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0853, from = Server, standing = Proven)]
pub struct ServerCraftingFinish {
    pub pass: bool,
    #[wire(bits = 15)]
    pub tradeskill_schematic2_id_crafted: u16,
    #[wire(bits = 18)]
    pub item2_id_crafted: u32,
    pub unused: u32,
    #[wire(bits = 32)]
    pub hot_or_cold: CraftingDiscovery,
    #[wire(bits = 4)]
    pub direction: CraftingDirection,
    pub earned_xp: u32,
    #[wire(count = 32)]
    pub material_returned_ids: Vec<u32>,
}
