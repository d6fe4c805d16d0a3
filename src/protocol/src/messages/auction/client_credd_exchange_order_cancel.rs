//! 0x0267: credd exchange order cancel, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Withdraws a CREDD order.
///
/// Client to server, opcode 0x0267. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0267, from = Client, standing = Proven)]
pub struct ClientCreddExchangeOrderCancel {
    pub unused: Identity,
    pub credd_order_id: u64,
}
