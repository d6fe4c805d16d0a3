//! 0x04BD: guild perk unlocked, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// The guild has bought a perk.
///
/// Server to client, opcode 0x04BD. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04BD, from = Server, standing = Proven)]
pub struct ServerGuildPerkUnlocked {
    pub guild_identity: Identity,
    #[wire(bits = 14)]
    pub guild_perk_id: u16,
}
