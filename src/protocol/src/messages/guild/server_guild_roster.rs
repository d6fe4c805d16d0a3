//! 0x04A0: guild roster, from the server.

use crate::structs::{GuildMember, Identity};
use protocol_derive::Message;

/// Members of a guild, in parts.
///
/// Server to client, opcode 0x04A0. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04A0, from = Server, standing = Proven)]
pub struct ServerGuildRoster {
    pub guild_identity: Identity,
    #[wire(count = 32)]
    pub guild_members: Vec<GuildMember>,
    pub done: bool,
}
