//! 0x06DB: commodity order result, from the server.

use crate::enums::GenericError;
use crate::structs::CommodityOrder;
use protocol_derive::Message;

/// How posting a commodity order ended and what it cost.
///
/// Server to client, opcode 0x06DB. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06DB, from = Server, standing = Proven)]
pub struct ServerCommodityOrderResult {
    #[wire(bits = 8)]
    pub result: GenericError,
    pub order_posted: CommodityOrder,
    pub cost_to_post_order: u64,
}
