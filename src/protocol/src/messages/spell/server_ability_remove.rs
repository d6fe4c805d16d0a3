//! 0x014A: ability remove, from the server.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// A spell left the spell book.
///
/// Server to client, opcode 0x014A. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x014A, from = Server, standing = Short)]
pub struct ServerAbilityRemove {
    pub location: ItemLocation,
}
