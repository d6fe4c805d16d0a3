//! 0x079A: leaderboard pve request, from the client.

use crate::enums::LeaderboardType;
use protocol_derive::Message;

/// Asks for a leaderboard of dungeons and the like.
///
/// Client to server, opcode 0x079A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x079A, from = Client, standing = Proven)]
pub struct ClientLeaderboardPveRequest {
    #[wire(bits = 4)]
    pub type_: LeaderboardType,
    pub matching_game_mapd_id: u32,
    pub prime_level: u32,
}
