//! 0x0478: guild bank tab count, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// How many tabs the guild bank has.
///
/// Server to client, opcode 0x0478. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0478, from = Server, standing = Proven)]
pub struct ServerGuildBankTabCount {
    pub guild_identity: Identity,
    pub count: u32,
}
