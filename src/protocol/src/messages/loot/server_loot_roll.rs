//! 0x08A2: loot roll, from the server.

use crate::enums::LootRollAction;
use crate::structs::Identity;
use protocol_derive::Message;

/// Somebody rolled on an item.
///
/// Server to client, opcode 0x08A2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08A2, from = Server, standing = Proven)]
pub struct ServerLootRoll {
    pub loot_unit_id: u32,
    pub roller: Identity,
    #[wire(bits = 18)]
    pub item_id: u32,
    #[wire(bits = 32)]
    pub action: LootRollAction,
}
