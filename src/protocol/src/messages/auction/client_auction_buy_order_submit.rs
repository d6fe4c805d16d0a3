//! 0x055E: auction buy order submit, from the client.

use protocol_derive::Message;

/// Bids on an auction or buys it out.
///
/// Client to server, opcode 0x055E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x055E, from = Client, standing = Proven)]
pub struct ClientAuctionBuyOrderSubmit {
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub auction_id: u64,
    pub amount_offered: u64,
}
