//! 0x026A: credd exchange info, from the server.

use protocol_derive::{Message, Wire};

/// Prices and own orders of the CREDD exchange.
///
/// Server to client, opcode 0x026A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x026A, from = Server, standing = Proven)]
pub struct ServerCreddExchangeInfo {
    pub buy_order_count: u32,
    pub buy_order_prices: [u64; 3],
    pub sell_order_count: u32,
    pub sell_order_prices: [u64; 3],
    #[wire(count = 32)]
    pub listings: Vec<ServerCreddExchangeInfoListings>,
}

/// What `listings` of [`ServerCreddExchangeInfo`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerCreddExchangeInfoListings {
    pub listing_id: u64,
    pub price: u64,
    pub is_buy_order: bool,
    pub list_time: u64,
    pub expiration_time: u64,
}
