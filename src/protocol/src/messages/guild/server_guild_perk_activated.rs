//! 0x04B6: guild perk activated, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A perk of the guild is active.
///
/// Server to client, opcode 0x04B6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04B6, from = Server, standing = Proven)]
pub struct ServerGuildPerkActivated {
    pub guild_identity: Identity,
    #[wire(bits = 14)]
    pub guild_perk_id: u16,
    pub days_ago_activated: f32,
}
