//! 0x0560: auction bid result, from the server.

use crate::enums::GenericError;
use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// How one's own bid ended.
///
/// Server to client, opcode 0x0560. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0560, from = Server, standing = Proven)]
pub struct ServerAuctionBidResult {
    #[wire(bits = 8)]
    pub result: GenericError,
    pub auction: AuctionInfo,
}
