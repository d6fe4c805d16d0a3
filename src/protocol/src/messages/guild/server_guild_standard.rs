//! 0x04D0: guild standard, from the server.

use crate::structs::{GuildStandard, Identity};
use protocol_derive::Message;

/// The guild's standard changed.
///
/// Server to client, opcode 0x04D0. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04D0, from = Server, standing = Proven)]
pub struct ServerGuildStandard {
    pub guild_identity: Identity,
    pub guild_standard: GuildStandard,
}
