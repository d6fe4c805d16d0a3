//! 0x0149: item delete, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Destroys an item.
///
/// Client to server, opcode 0x0149. Layout: proven against the client's own codec. Sequence:
/// flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0149, from = Client, standing = Proven)]
pub struct ClientItemDelete {
    pub from: ItemLocation,
}
