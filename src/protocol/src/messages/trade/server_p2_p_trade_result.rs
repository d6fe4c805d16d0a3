//! 0x0196: p2 p trade result, from the server.

use crate::enums::ServerP2PTradeResultP2PTradeResult;
use protocol_derive::Message;

/// The trade advanced, ended or failed.
///
/// Server to client, opcode 0x0196. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0196, from = Server, standing = Short)]
pub struct ServerP2PTradeResult {
    #[wire(bits = 5)]
    pub result: ServerP2PTradeResultP2PTradeResult,
    pub cancelled: bool,
}
