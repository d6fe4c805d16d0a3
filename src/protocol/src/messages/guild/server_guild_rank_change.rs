//! 0x04C5: guild rank change, from the server.

use crate::structs::{GuildRank, Identity};
use protocol_derive::Message;

/// The ranks of a guild, always ten.
///
/// Server to client, opcode 0x04C5. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04C5, from = Server, standing = Proven)]
pub struct ServerGuildRankChange {
    pub guild_identity: Identity,
    /// Pad with default ranks.
    pub ranks: [GuildRank; 10],
}
