//! 0x05BF: matching match entered, from the server.

use protocol_derive::Message;

/// The player is on the map of the match.
///
/// Server to client, opcode 0x05BF. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05BF, from = Server, standing = Short)]
pub struct ServerMatchingMatchEntered {
    pub matching_game_map_id: u32,
}
