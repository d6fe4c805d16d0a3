//! 0x096C: account item in progress remove, from the server.

use protocol_derive::Message;

/// An account item is no longer under way.
///
/// Server to client, opcode 0x096C. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x096C, from = Server, standing = Short)]
pub struct ServerAccountItemInProgressRemove {
    pub account_id: u32,
    pub user_inventory_id: u64,
}
