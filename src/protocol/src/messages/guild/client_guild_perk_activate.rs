//! 0x04B2: guild perk activate, from the client.

use crate::enums::GuildOperation;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Activates a perk of the guild.
///
/// Client to server, opcode 0x04B2. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04B2, from = Client, standing = Unproven)]
pub struct ClientGuildPerkActivate {
    pub guild_identity: Identity,
    pub rank: u32,
    pub data: u64,
    pub text_value: WString,
    #[wire(bits = 6)]
    pub operation: GuildOperation,
}
