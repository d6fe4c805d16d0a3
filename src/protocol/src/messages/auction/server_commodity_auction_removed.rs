//! 0x024B: commodity auction removed, from the server.

use crate::enums::AuctionEventType;
use crate::structs::CommodityOrder;
use protocol_derive::Message;

/// A commodity order is gone: filled, expired or withdrawn.
///
/// Server to client, opcode 0x024B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x024B, from = Server, standing = Proven)]
pub struct ServerCommodityAuctionRemoved {
    pub order_removed: CommodityOrder,
    #[wire(bits = 32)]
    pub type_: AuctionEventType,
}
