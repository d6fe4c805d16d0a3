//! 0x0568: item swap, from the server.

use crate::structs::ItemDragDrop;
use protocol_derive::Message;

/// Two items changed places.
///
/// Server to client, opcode 0x0568. Layout: proven against the client's own codec. Sequence:
/// flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0568, from = Server, standing = Proven)]
pub struct ServerItemSwap {
    pub to: ItemDragDrop,
    pub from: ItemDragDrop,
}
