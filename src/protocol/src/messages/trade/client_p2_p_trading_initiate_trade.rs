//! 0x0192: p2 p trading initiate trade, from the client.

use protocol_derive::Message;

/// Asks the target to trade.
///
/// Client to server, opcode 0x0192. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0192, from = Client, standing = Proven)]
pub struct ClientP2PTradingInitiateTrade {
    pub target_unit_id: u32,
}
