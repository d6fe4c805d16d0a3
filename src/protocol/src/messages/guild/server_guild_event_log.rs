//! 0x0489: guild event log, from the server.

use crate::structs::{GuildEventLog, Identity};
use protocol_derive::Message;

/// The guild's log, or that of its bank.
///
/// Server to client, opcode 0x0489. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0489, from = Server, standing = Unproven)]
pub struct ServerGuildEventLog {
    pub guild_identity: Identity,
    pub is_bank_log: bool,
    #[wire(count = 32)]
    pub log_entry: Vec<GuildEventLog>,
}
