//! 0x024A: commodity auction filled partial, from the server.

use crate::enums::AuctionEventType;
use crate::structs::CommodityOrder;
use protocol_derive::Message;

/// A part of a commodity order was filled.
///
/// Server to client, opcode 0x024A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x024A, from = Server, standing = Proven)]
pub struct ServerCommodityAuctionFilledPartial {
    pub order_filled: CommodityOrder,
    #[wire(bits = 32)]
    pub type_: AuctionEventType,
}
