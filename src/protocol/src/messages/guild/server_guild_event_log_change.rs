//! 0x0487: guild event log change, from the server.

use crate::structs::{GuildEventLog, Identity};
use protocol_derive::Message;

/// A line was added to the guild's log.
///
/// Server to client, opcode 0x0487. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0487, from = Server, standing = Unproven)]
pub struct ServerGuildEventLogChange {
    pub guild_identity: Identity,
    pub log_entry: GuildEventLog,
}
