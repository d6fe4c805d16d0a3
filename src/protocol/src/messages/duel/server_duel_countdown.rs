//! 0x0893: duel countdown, from the server.

use protocol_derive::Message;

/// A duel begins in a moment.
///
/// Server to client, opcode 0x0893. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0893, from = Server, standing = Short)]
pub struct ServerDuelCountdown {
    pub challenger_unit_id: u32,
    pub opponent_unit_id: u32,
}
