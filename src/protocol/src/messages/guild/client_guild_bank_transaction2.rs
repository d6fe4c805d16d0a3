//! 0x0473: guild bank transaction2, from the client.

use crate::structs::{Identity, ItemLocation};
use protocol_derive::Message;

/// Moves an item from the bags into the guild bank.
///
/// Client to server, opcode 0x0473. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0473, from = Client, standing = Proven)]
pub struct ClientGuildBankTransaction2 {
    pub guild_identity: Identity,
    pub source_item_guid: u64,
    pub destination_item_guid: u64,
    /// Client writes 18 bits; a peer reads 32.
    #[wire(bits = 18)]
    pub source_item2_id: u32,
    pub destination: ItemLocation,
    pub source: ItemLocation,
    pub use_first_free_slot: bool,
    pub count: u32,
}
