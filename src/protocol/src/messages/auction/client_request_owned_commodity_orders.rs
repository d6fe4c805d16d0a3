//! 0x03EC: request owned commodity orders, from the client.

use protocol_derive::Message;

/// Asks for one's own commodity orders.
///
/// Client to server, opcode 0x03EC. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03EC, from = Client, standing = Empty)]
pub struct ClientRequestOwnedCommodityOrders;
