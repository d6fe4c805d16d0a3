//! 0x096B: account items in progress, from the server.

use crate::structs::AccountInventoryItem;
use protocol_derive::Message;

/// All account items whose delivery is under way.
///
/// Server to client, opcode 0x096B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x096B, from = Server, standing = Proven)]
pub struct ServerAccountItemsInProgress {
    pub account_id: u32,
    #[wire(count = 32)]
    pub items: Vec<AccountInventoryItem>,
}
