//! 0x024C: commodity info results, from the server.

use crate::structs::CommodityOrder;
use protocol_derive::Message;

/// Prices and orders for one commodity.
///
/// Server to client, opcode 0x024C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x024C, from = Server, standing = Proven)]
pub struct ServerCommodityInfoResults {
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub buy_order_count: u32,
    pub buy_order_prices: [u64; 3],
    pub sell_order_count: u32,
    pub sell_order_prices: [u64; 3],
    #[wire(count = 32)]
    pub orders: Vec<CommodityOrder>,
}
