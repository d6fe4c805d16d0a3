//! 0x047A: guild bank tab inventory, from the server.

use crate::enums::InventoryLocation;
use crate::structs::{Identity, Item};
use protocol_derive::Message;

/// What lies in a tab of the guild bank.
///
/// Server to client, opcode 0x047A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x047A, from = Server, standing = Proven)]
pub struct ServerGuildBankTabInventory {
    pub guild_identity: Identity,
    #[wire(bits = 9)]
    pub bank_tab_index: InventoryLocation,
    /// A peer omits the count and appends the 6-bit reason to each item; client: neither.
    #[wire(count = 32)]
    pub inventory_items: Vec<Item>,
}
