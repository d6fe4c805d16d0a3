//! 0x0562: auction outbid, from the server.

use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// Somebody bid more than the player.
///
/// Server to client, opcode 0x0562. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0562, from = Server, standing = Proven)]
pub struct ServerAuctionOutbid {
    pub auction: AuctionInfo,
}
