//! 0x0094: auction cancel, from the client.

use protocol_derive::Message;

/// Withdraws an auction of one's own.
///
/// Client to server, opcode 0x0094. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0094, from = Client, standing = Proven)]
pub struct ClientAuctionCancel {
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub auction_id: u64,
}
