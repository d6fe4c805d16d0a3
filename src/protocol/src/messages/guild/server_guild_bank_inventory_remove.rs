//! 0x0470: guild bank inventory remove, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// An item left the guild bank.
///
/// Server to client, opcode 0x0470. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0470, from = Server, standing = Proven)]
pub struct ServerGuildBankInventoryRemove {
    pub guild_identity: Identity,
    pub item_guid: u64,
}
