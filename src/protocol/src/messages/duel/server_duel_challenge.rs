//! 0x0896: duel challenge, from the server.

use protocol_derive::Message;

/// Somebody challenges somebody to a duel.
///
/// Server to client, opcode 0x0896. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0896, from = Server, standing = Short)]
pub struct ServerDuelChallenge {
    pub challenger_unit_id: u32,
    pub opponent_unit_id: u32,
}
