//! 0x06DD: auction post result, from the server.

use crate::enums::GenericError;
use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// How posting an auction ended.
///
/// Server to client, opcode 0x06DD. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06DD, from = Server, standing = Proven)]
pub struct ServerAuctionPostResult {
    #[wire(bits = 8)]
    pub result: GenericError,
    pub auction: AuctionInfo,
}
