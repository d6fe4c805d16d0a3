//! 0x064C: owned commodity orders, from the server.

use crate::structs::CommodityOrder;
use protocol_derive::Message;

/// One's own commodity orders.
///
/// Server to client, opcode 0x064C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x064C, from = Server, standing = Proven)]
pub struct ServerOwnedCommodityOrders {
    #[wire(count = 32)]
    pub orders: Vec<CommodityOrder>,
}
