//! 0x0569: item move, from the server.

use crate::structs::ItemDragDrop;
use protocol_derive::Message;

/// An item is in another slot now.
///
/// Server to client, opcode 0x0569. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0569, from = Server, standing = Short)]
pub struct ServerItemMove {
    pub to: ItemDragDrop,
}
