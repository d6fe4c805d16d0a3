//! 0x0193: p2 p trade invite, from the server.

use protocol_derive::Message;

/// Somebody wants to trade.
///
/// Server to client, opcode 0x0193. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0193, from = Server, standing = Short)]
pub struct ServerP2PTradeInvite {
    pub trade_inviter_unit_id: u32,
}
