//! 0x013C: pve rating update, from the server.

use crate::enums::MatchingGameRatingType;
use protocol_derive::{Message, Wire};

/// The player's ratings in dungeons and the like.
///
/// Server to client, opcode 0x013C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x013C, from = Server, standing = Proven)]
pub struct ServerPveRatingUpdate {
    #[wire(count = 32)]
    pub pve_ratings: Vec<ServerPveRatingUpdatePveRatings>,
}

/// What `pve_ratings` of [`ServerPveRatingUpdate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPveRatingUpdatePveRatings {
    pub category: u8,
    /// Client; a peer writes 3 bits.
    #[wire(bits = 32)]
    pub type_: MatchingGameRatingType,
    pub unknown1: u32,
    pub unknown2: u32,
    pub unknown3: u32,
    pub unknown4: u32,
}
