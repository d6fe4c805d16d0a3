//! 0x0497: guild init, from the server.

use crate::structs::{GuildData, GuildMember, GuildWithdrawlInfo};
use protocol_derive::Message;

/// All guilds of the player; on entering the world. All three lists have as many elements.
///
/// Server to client, opcode 0x0497. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0497, from = Server, standing = Proven)]
pub struct ServerGuildInit {
    #[wire(count_of(guilds, guild_count, 32))]
    pub show_nameplate_index: u32,
    #[wire(count_ahead)]
    pub guilds: Vec<GuildData>,
    #[wire(same_as = guilds)]
    pub self_: Vec<GuildMember>,
    #[wire(same_as = guilds)]
    pub bank_withdrawl_info: Vec<GuildWithdrawlInfo>,
}
