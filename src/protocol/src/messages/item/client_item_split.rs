//! 0x017D: item split, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Splits a stack.
///
/// Client to server, opcode 0x017D. Layout: proven against the client's own codec. Sequence:
/// flows.md section 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x017D, from = Client, standing = Proven)]
pub struct ClientItemSplit {
    pub guid: u64,
    pub location: ItemLocation,
    pub count: u32,
}
