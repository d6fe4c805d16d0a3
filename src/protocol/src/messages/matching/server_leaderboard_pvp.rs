//! 0x057A: leaderboard pvp, from the server.

use crate::enums::LeaderboardType;
use crate::structs::LeaderboardTeamPvp;
use protocol_derive::Message;

/// A leaderboard of teams.
///
/// Server to client, opcode 0x057A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x057A, from = Server, standing = Proven)]
pub struct ServerLeaderboardPvp {
    #[wire(bits = 4)]
    pub type_: LeaderboardType,
    pub next_update_time: u64,
    #[wire(count = 32)]
    pub players: Vec<LeaderboardTeamPvp>,
}
