//! 0x014F: loot item, from the client.

use protocol_derive::Message;

/// Takes an item from a corpse or chest.
///
/// Client to server, opcode 0x014F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x014F, from = Client, standing = Proven)]
pub struct ClientLootItem {
    pub owner_unit_id: u32,
    pub loot_unit_id: u32,
    pub request: bool,
}
