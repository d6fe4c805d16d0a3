//! 0x0197: p2 p trading set money, from the client.

use protocol_derive::Message;

/// Offers money.
///
/// Client to server, opcode 0x0197. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0197, from = Client, standing = Proven)]
pub struct ClientP2PTradingSetMoney {
    /// Client; a peer reads 32.
    pub credits: u64,
}
