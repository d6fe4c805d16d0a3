//! 0x064D: owned item auctions, from the server.

use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// One's own auctions and those one bid on.
///
/// Server to client, opcode 0x064D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x064D, from = Server, standing = Proven)]
pub struct ServerOwnedItemAuctions {
    #[wire(count = 32)]
    pub auctions: Vec<AuctionInfo>,
}
