//! 0x048A: guild event log delete entry, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A line of the guild's log is gone.
///
/// Server to client, opcode 0x048A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x048A, from = Server, standing = Proven)]
pub struct ServerGuildEventLogDeleteEntry {
    pub guild_identity: Identity,
    pub event_log_id: u64,
}
