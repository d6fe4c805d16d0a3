//! 0x0265: credd exchange buy order submit, from the client.

use protocol_derive::Message;

/// Offers to buy CREDD.
///
/// Client to server, opcode 0x0265. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0265, from = Client, standing = Proven)]
pub struct ClientCreddExchangeBuyOrderSubmit {
    pub bid: u64,
    pub immediate: bool,
}
