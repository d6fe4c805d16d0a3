//! 0x026B: credd exchange sell order submit, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Offers to sell CREDD.
///
/// Client to server, opcode 0x026B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x026B, from = Client, standing = Proven)]
pub struct ClientCreddExchangeSellOrderSubmit {
    pub unused: Identity,
    pub price: u64,
    pub immediate: bool,
}
