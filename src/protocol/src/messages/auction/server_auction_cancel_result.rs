//! 0x0565: auction cancel result, from the server.

use crate::enums::GenericError;
use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// How withdrawing an auction ended.
///
/// Server to client, opcode 0x0565. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0565, from = Server, standing = Proven)]
pub struct ServerAuctionCancelResult {
    pub auction: AuctionInfo,
    #[wire(bits = 8)]
    pub result: GenericError,
}
