//! 0x0111: item add, from the server.

use crate::structs::InventoryItem;
use protocol_derive::Message;

/// An item came into the bags.
///
/// Server to client, opcode 0x0111. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 10, 11, 12, 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0111, from = Server, standing = Proven)]
pub struct ServerItemAdd {
    pub inventory_item: InventoryItem,
}
