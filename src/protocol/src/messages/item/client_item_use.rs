//! 0x0943: item use, from the client.

use crate::structs::{ItemLocation, Position};
use protocol_derive::Message;

/// Uses an item, on something or somewhere.
///
/// Client to server, opcode 0x0943. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0943, from = Client, standing = Proven)]
pub struct ClientItemUse {
    pub casting_id: u32,
    pub location: ItemLocation,
    pub target_unit_id: u32,
    pub target_location: ItemLocation,
    pub position: Position,
}
