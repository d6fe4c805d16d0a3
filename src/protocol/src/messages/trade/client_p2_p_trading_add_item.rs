//! 0x018D: p2 p trading add item, from the client.

use protocol_derive::Message;

/// Offers an item.
///
/// Client to server, opcode 0x018D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x018D, from = Client, standing = Proven)]
pub struct ClientP2PTradingAddItem {
    pub item_guid: u64,
}
