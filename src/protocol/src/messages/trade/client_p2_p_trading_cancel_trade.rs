//! 0x018F: p2 p trading cancel trade, from the client.

use protocol_derive::Message;

/// Breaks the trade off.
///
/// Client to server, opcode 0x018F. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x018F, from = Client, standing = Empty)]
pub struct ClientP2PTradingCancelTrade;
