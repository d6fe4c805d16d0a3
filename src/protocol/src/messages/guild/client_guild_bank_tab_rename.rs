//! 0x04B3: guild bank tab rename, from the client.

use crate::enums::GuildOperation;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Renames a tab of the guild bank.
///
/// Client to server, opcode 0x04B3. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04B3, from = Client, standing = Unproven)]
pub struct ClientGuildBankTabRename {
    pub guild_identity: Identity,
    pub rank: u32,
    pub data: u64,
    pub text_value: WString,
    #[wire(bits = 6)]
    pub operation: GuildOperation,
}
