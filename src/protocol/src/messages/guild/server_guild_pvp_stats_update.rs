//! 0x04C1: guild pvp stats update, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// Wins, losses and rating of an arena team or war party.
///
/// Server to client, opcode 0x04C1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04C1, from = Server, standing = Proven)]
pub struct ServerGuildPvpStatsUpdate {
    pub guild_identity: Identity,
    pub wins: u32,
    pub losses: u32,
    pub draws: u32,
    pub rating: u32,
}
