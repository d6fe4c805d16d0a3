//! 0x0471: guild bank transaction, from the client.

use crate::structs::{Identity, ItemLocation};
use protocol_derive::Message;

/// Moves an item between bags and guild bank, or within the bank.
///
/// Client to server, opcode 0x0471. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0471, from = Client, standing = Proven)]
pub struct ClientGuildBankTransaction {
    pub guild_identity: Identity,
    pub source_item_guid: u64,
    pub destination_item_guid: u64,
    pub source: ItemLocation,
    pub destination: ItemLocation,
    pub count: u32,
}
