//! 0x07F2: loot notify, from the server.

use crate::structs::LootItem;
use protocol_derive::Message;

/// What can be taken from a corpse or chest.
///
/// Server to client, opcode 0x07F2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07F2, from = Server, standing = Proven)]
pub struct ServerLootNotify {
    pub owner_unit_id: u32,
    pub parent_unit_id: u32,
    pub explosion: bool,
    #[wire(count = 32)]
    pub loot_items: Vec<LootItem>,
}
