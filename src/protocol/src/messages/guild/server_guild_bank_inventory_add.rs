//! 0x046F: guild bank inventory add, from the server.

use crate::structs::{Identity, Item};
use protocol_derive::Message;

/// An item came into the guild bank.
///
/// Server to client, opcode 0x046F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x046F, from = Server, standing = Proven)]
pub struct ServerGuildBankInventoryAdd {
    pub guild_identity: Identity,
    /// A peer appends a 6-bit reason, which the client does not read.
    pub inventory_item: Item,
}
