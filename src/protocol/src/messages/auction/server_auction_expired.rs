//! 0x0561: auction expired, from the server.

use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// An auction of the player ended without a buyer.
///
/// Server to client, opcode 0x0561. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0561, from = Server, standing = Proven)]
pub struct ServerAuctionExpired {
    pub auction: AuctionInfo,
}
