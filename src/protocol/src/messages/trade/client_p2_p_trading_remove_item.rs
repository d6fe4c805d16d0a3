//! 0x0194: p2 p trading remove item, from the client.

use protocol_derive::Message;

/// Takes an offered item back.
///
/// Client to server, opcode 0x0194. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0194, from = Client, standing = Proven)]
pub struct ClientP2PTradingRemoveItem {
    /// Client; a peer reads 32.
    pub item_guid: u64,
}
