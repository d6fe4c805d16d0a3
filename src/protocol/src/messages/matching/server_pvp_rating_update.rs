//! 0x0140: pvp rating update, from the server.

use crate::enums::MatchingGameRatingType;
use protocol_derive::{Message, Wire};

/// The player's ratings in battlegrounds and arenas.
///
/// Server to client, opcode 0x0140. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0140, from = Server, standing = Proven)]
pub struct ServerPvpRatingUpdate {
    #[wire(count = 32)]
    pub pvp_ratings: Vec<ServerPvpRatingUpdatePvpRatings>,
}

/// What `pvp_ratings` of [`ServerPvpRatingUpdate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPvpRatingUpdatePvpRatings {
    pub category: u8,
    #[wire(bits = 3)]
    pub type_: MatchingGameRatingType,
    pub rating: u32,
    pub wins: u32,
    pub losses: u32,
    pub draws: u32,
}
