//! 0x055F: auction bid posted, from the server.

use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// Somebody bid on an auction of the player.
///
/// Server to client, opcode 0x055F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x055F, from = Server, standing = Proven)]
pub struct ServerAuctionBidPosted {
    pub auction: AuctionInfo,
}
