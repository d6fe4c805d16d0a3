//! 0x0799: leaderboard pvp request, from the client.

use crate::enums::LeaderboardType;
use protocol_derive::Message;

/// Asks for a leaderboard of teams.
///
/// Client to server, opcode 0x0799. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0799, from = Client, standing = Proven)]
pub struct ClientLeaderboardPvpRequest {
    #[wire(bits = 4)]
    pub type_: LeaderboardType,
}
