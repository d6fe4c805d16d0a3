//! 0x0579: leaderboard pve, from the server.

use crate::enums::LeaderboardType;
use crate::structs::LeaderboardPlayerPve;
use protocol_derive::Message;

/// A leaderboard of dungeons and the like.
///
/// Server to client, opcode 0x0579. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0579, from = Server, standing = Proven)]
pub struct ServerLeaderboardPve {
    #[wire(bits = 4)]
    pub type_: LeaderboardType,
    pub matching_game_map_id: u32,
    pub prime_level: u32,
    pub next_update_time: u64,
    #[wire(count = 32)]
    pub players: Vec<LeaderboardPlayerPve>,
}
