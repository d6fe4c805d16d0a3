//! 0x05ED: matching pvp rating updated, from the server.

use crate::enums::MatchingGameRatingType;
use protocol_derive::Message;

/// The player's rating of one kind changed.
///
/// Server to client, opcode 0x05ED. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05ED, from = Server, standing = Proven)]
pub struct ServerMatchingPvpRatingUpdated {
    pub rating: u32,
    pub wins: u32,
    pub losses: u32,
    pub draws: u32,
    #[wire(bits = 3)]
    pub type_: MatchingGameRatingType,
}
