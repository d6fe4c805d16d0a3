//! 0x04B1: guild operation, from the client.

use crate::enums::GuildOperation;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Any operation on a guild: invite, promote, rename a rank, set a text.
///
/// Client to server, opcode 0x04B1. Layout: from peers, unproven. Sequence: flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04B1, from = Client, standing = Unproven)]
pub struct ClientGuildOperation {
    pub guild_identity: Identity,
    pub rank: u32,
    pub data: u64,
    pub text_value: WString,
    #[wire(bits = 6)]
    pub operation: GuildOperation,
}
