//! 0x08A5: loot grant, from the server.

use crate::structs::LootItem;
use protocol_derive::Message;

/// Somebody received an item.
///
/// Server to client, opcode 0x08A5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08A5, from = Server, standing = Proven)]
pub struct ServerLootGrant {
    pub owner_unit_id: u32,
    pub looter_unit_id: u32,
    pub loot_item: LootItem,
}
