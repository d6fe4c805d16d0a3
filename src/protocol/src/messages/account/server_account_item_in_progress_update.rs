//! 0x096A: account item in progress update, from the server.

use crate::structs::AccountInventoryItem;
use protocol_derive::Message;

/// An account item whose delivery is under way changed.
///
/// Server to client, opcode 0x096A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x096A, from = Server, standing = Proven)]
pub struct ServerAccountItemInProgressUpdate {
    pub account_id: u32,
    pub item: AccountInventoryItem,
}
