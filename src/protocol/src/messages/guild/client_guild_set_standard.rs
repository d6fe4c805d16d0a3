//! 0x04CF: guild set standard, from the client.

use crate::structs::{GuildStandard, Identity};
use protocol_derive::Message;

/// Sets the guild's first standard.
///
/// Client to server, opcode 0x04CF. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04CF, from = Client, standing = Unproven)]
pub struct ClientGuildSetStandard {
    pub guild_identity: Identity,
    pub guild_standard: GuildStandard,
}
