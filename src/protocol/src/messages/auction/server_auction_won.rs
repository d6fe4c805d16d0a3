//! 0x0564: auction won, from the server.

use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// The player won an auction.
///
/// Server to client, opcode 0x0564. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0564, from = Server, standing = Proven)]
pub struct ServerAuctionWon {
    pub auction: AuctionInfo,
}
