//! 0x0976: pending account item add, from the server.

use crate::structs::PendingAccountItem;
use protocol_derive::Message;

/// An item arrived that the account can claim.
///
/// Server to client, opcode 0x0976. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0976, from = Server, standing = Proven)]
pub struct ServerPendingAccountItemAdd {
    pub pending_item: PendingAccountItem,
}
