//! 0x0182: item move, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Moves an item to another slot: swap, merge, equip.
///
/// Client to server, opcode 0x0182. Layout: proven against the client's own codec. Sequence:
/// flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0182, from = Client, standing = Proven)]
pub struct ClientItemMove {
    pub from: ItemLocation,
    pub to: ItemLocation,
}
