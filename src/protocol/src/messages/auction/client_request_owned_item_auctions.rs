//! 0x03ED: request owned item auctions, from the client.

use protocol_derive::Message;

/// Asks for one's own auctions and bids.
///
/// Client to server, opcode 0x03ED. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03ED, from = Client, standing = Empty)]
pub struct ClientRequestOwnedItemAuctions;
