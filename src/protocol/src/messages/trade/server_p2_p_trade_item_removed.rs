//! 0x0195: p2 p trade item removed, from the server.

use protocol_derive::Message;

/// An offered item was taken back.
///
/// Server to client, opcode 0x0195. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0195, from = Server, standing = Short)]
pub struct ServerP2PTradeItemRemoved {
    pub item_guid: u64,
}
