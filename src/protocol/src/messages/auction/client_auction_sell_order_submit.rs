//! 0x06DC: auction sell order submit, from the client.

use protocol_derive::Message;

/// Posts an auction.
///
/// Client to server, opcode 0x06DC. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06DC, from = Client, standing = Proven)]
pub struct ClientAuctionSellOrderSubmit {
    pub item_guid: u64,
    pub minimum_bid: u64,
    pub buyout_price: u64,
}
