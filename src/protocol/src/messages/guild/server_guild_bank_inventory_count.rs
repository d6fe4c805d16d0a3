//! 0x0476: guild bank inventory count, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// The number of a stack in the guild bank changed.
///
/// Server to client, opcode 0x0476. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0476, from = Server, standing = Proven)]
pub struct ServerGuildBankInventoryCount {
    pub guild_identity: Identity,
    pub item_guid: u64,
    pub count: u32,
}
