//! 0x05E5: matching match pvp pool updated, from the server.

use protocol_derive::Message;

/// Lives left of both teams.
///
/// Server to client, opcode 0x05E5. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05E5, from = Server, standing = Short)]
pub struct ServerMatchingMatchPvpPoolUpdated {
    pub lives_remaining_team1: u32,
    pub lives_remaining_team2: u32,
}
