//! 0x04A3: guild member change, from the server.

use crate::structs::{GuildMember, Identity};
use protocol_derive::Message;

/// A member came online, went, or changed.
///
/// Server to client, opcode 0x04A3. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04A3, from = Server, standing = Proven)]
pub struct ServerGuildMemberChange {
    pub guild_identity: Identity,
    pub guild_member: GuildMember,
    pub member_count: u16,
    pub online_member_count: u16,
}
