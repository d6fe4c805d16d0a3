//! 0x04BA: guild perk deactivated, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A perk of the guild is no longer active.
///
/// Server to client, opcode 0x04BA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04BA, from = Server, standing = Proven)]
pub struct ServerGuildPerkDeactivated {
    pub guild_identity: Identity,
    #[wire(bits = 14)]
    pub guild_perk_id: u16,
}
