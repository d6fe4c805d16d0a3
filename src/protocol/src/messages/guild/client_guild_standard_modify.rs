//! 0x04A6: guild standard modify, from the client.

use crate::structs::{GuildStandard, Identity};
use protocol_derive::Message;

/// Changes the guild's standard.
///
/// Client to server, opcode 0x04A6. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04A6, from = Client, standing = Unproven)]
pub struct ClientGuildStandardModify {
    pub guild_identity: Identity,
    pub guild_standard: GuildStandard,
}
