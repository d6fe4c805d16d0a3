//! 0x0093: commodity order cancel, from the client.

use protocol_derive::Message;

/// Withdraws an order from the commodity exchange.
///
/// Client to server, opcode 0x0093. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0093, from = Client, standing = Proven)]
pub struct ClientCommodityOrderCancel {
    pub commodity_order_id: u64,
    #[wire(bits = 18)]
    pub item2_id: u32,
    pub is_buy_order: bool,
}
