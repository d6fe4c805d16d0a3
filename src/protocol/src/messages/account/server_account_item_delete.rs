//! 0x097C: account item delete, from the server.

use protocol_derive::Message;

/// An item left the account inventory.
///
/// Server to client, opcode 0x097C. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x097C, from = Server, standing = Short)]
pub struct ServerAccountItemDelete {
    pub user_inventory_id: u64,
}
