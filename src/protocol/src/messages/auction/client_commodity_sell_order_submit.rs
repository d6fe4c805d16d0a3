//! 0x06DA: commodity sell order submit, from the client.

use crate::structs::CommodityOrder;
use protocol_derive::Message;

/// Posts an order, to sell or to buy, on the commodity exchange.
///
/// Client to server, opcode 0x06DA. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06DA, from = Client, standing = Proven)]
pub struct ClientCommoditySellOrderSubmit {
    pub order: CommodityOrder,
}
