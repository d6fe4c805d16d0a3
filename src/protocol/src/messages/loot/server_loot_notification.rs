//! 0x08A6: loot notification, from the server.

use crate::enums::LootItemType;
use protocol_derive::Message;

/// Somebody of the group received an item.
///
/// Server to client, opcode 0x08A6. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08A6, from = Server, standing = Proven)]
pub struct ServerLootNotification {
    pub loot_unit_id: u32,
    pub item_id: u32,
    pub amount: u32,
    pub looter_unit_id: u32,
    #[wire(bits = 32)]
    pub type_: LootItemType,
    pub random_circuit_data: u64,
    pub random_glyph_data: u32,
    pub item_quality2_id: u32,
}
