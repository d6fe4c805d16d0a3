//! 0x0491: guild invite, from the server.

use crate::enums::{GuildFlag, GuildType};
use crate::wire::WString;
use protocol_derive::Message;

/// An invitation to a guild.
///
/// Server to client, opcode 0x0491. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0491, from = Server, standing = Proven)]
pub struct ServerGuildInvite {
    pub inviter_name: WString,
    pub guild_name: WString,
    #[wire(bits = 32)]
    pub flags: GuildFlag,
    #[wire(bits = 4)]
    pub guild_type: GuildType,
    pub unused: u64,
}
