//! 0x0563: auction search results, from the server.

use crate::structs::AuctionInfo;
use protocol_derive::Message;

/// One page of the auctions that were searched for.
///
/// Server to client, opcode 0x0563. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0563, from = Server, standing = Proven)]
pub struct ServerAuctionSearchResults {
    pub total_result_count: u32,
    pub current_page: u32,
    #[wire(count = 32)]
    pub auctions: Vec<AuctionInfo>,
}
