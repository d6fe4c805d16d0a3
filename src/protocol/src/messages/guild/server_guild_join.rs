//! 0x0493: guild join, from the server.

use crate::structs::{GuildData, GuildMember, GuildWithdrawlInfo};
use protocol_derive::Message;

/// The player is in a guild now: all of it.
///
/// Server to client, opcode 0x0493. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0493, from = Server, standing = Proven)]
pub struct ServerGuildJoin {
    pub guild_data: GuildData,
    pub self_: GuildMember,
    pub withdrawl_info: GuildWithdrawlInfo,
    pub display_this_guild_nameplate: bool,
}
