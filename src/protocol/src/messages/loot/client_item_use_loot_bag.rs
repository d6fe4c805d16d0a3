//! 0x015E: item use loot bag, from the client.

use crate::structs::ItemLocation;
use protocol_derive::Message;

/// Opens a bag of loot.
///
/// Client to server, opcode 0x015E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x015E, from = Client, standing = Proven)]
pub struct ClientItemUseLootBag {
    pub item_location: ItemLocation,
    pub guid: u64,
}
