//! 0x048D: guild influence and money, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// Influence, money and war coins of the guild.
///
/// Server to client, opcode 0x048D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x048D, from = Server, standing = Proven)]
pub struct ServerGuildInfluenceAndMoney {
    pub guild_identity: Identity,
    pub influence: u32,
    pub bonus_influence_remaining: u32,
    pub cash_amount: u64,
    pub war_coins: u32,
}
