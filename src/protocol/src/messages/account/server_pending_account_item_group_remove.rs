//! 0x097E: pending account item group remove, from the server.

use protocol_derive::Message;

/// A group of items that waited to be claimed is gone.
///
/// Server to client, opcode 0x097E. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x097E, from = Server, standing = Short)]
pub struct ServerPendingAccountItemGroupRemove {
    pub pending_item_group_id: u64,
    pub unused: bool,
}
