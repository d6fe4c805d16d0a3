//! 0x04A1: guild bank withdraw, from the server.

use crate::structs::{GuildWithdrawlInfo, Identity};
use protocol_derive::Message;

/// What the player has taken from the guild bank today.
///
/// Server to client, opcode 0x04A1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04A1, from = Server, standing = Proven)]
pub struct ServerGuildBankWithdraw {
    pub guild_identity: Identity,
    pub withdrawl_info: GuildWithdrawlInfo,
}
