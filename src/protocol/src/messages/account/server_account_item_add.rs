//! 0x0975: account item add, from the server.

use crate::structs::AccountInventoryItem;
use protocol_derive::Message;

/// An item came into the account inventory.
///
/// Server to client, opcode 0x0975. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0975, from = Server, standing = Proven)]
pub struct ServerAccountItemAdd {
    pub item: AccountInventoryItem,
}
