//! 0x05E9: matching match pvp finished, from the server.

use crate::enums::{MatchEndReason, MatchWinner};
use protocol_derive::Message;

/// Who won, and what it did to the ratings.
///
/// Server to client, opcode 0x05E9. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05E9, from = Server, standing = Proven)]
pub struct ServerMatchingMatchPvpFinished {
    #[wire(bits = 2)]
    pub winner: MatchWinner,
    #[wire(bits = 3)]
    pub reason: MatchEndReason,
    pub rating_change_team1: u32,
    pub rating_change_team2: u32,
}
