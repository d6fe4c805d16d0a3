//! 0x05E8: matching match pvp state initial, from the server.

use crate::enums::MatchTeam;
use crate::structs::StateInfo;
use protocol_derive::Message;

/// Team and state of the match as the player comes in.
///
/// Server to client, opcode 0x05E8. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05E8, from = Server, standing = Proven)]
pub struct ServerMatchingMatchPvpStateInitial {
    #[wire(bits = 2)]
    pub team: MatchTeam,
    pub state: StateInfo,
}
