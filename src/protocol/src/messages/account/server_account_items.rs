//! 0x096D: account items, from the server.

use crate::structs::AccountInventoryItem;
use protocol_derive::Message;

/// The whole account inventory.
///
/// Server to client, opcode 0x096D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x096D, from = Server, standing = Proven)]
pub struct ServerAccountItems {
    #[wire(count = 32)]
    pub account_items: Vec<AccountInventoryItem>,
}
