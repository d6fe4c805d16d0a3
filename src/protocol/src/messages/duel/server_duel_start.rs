//! 0x0895: duel start, from the server.

use protocol_derive::Message;

/// A duel begins.
///
/// Server to client, opcode 0x0895. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0895, from = Server, standing = Short)]
pub struct ServerDuelStart {
    pub challenger_unit_id: u32,
    pub opponent_unit_id: u32,
}
