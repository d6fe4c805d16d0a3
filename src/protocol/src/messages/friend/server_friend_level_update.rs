//! 0x03C6: friend level update, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A friend reached a level.
///
/// Server to client, opcode 0x03C6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C6, from = Server, standing = Proven)]
pub struct ServerFriendLevelUpdate {
    pub character: Identity,
    pub level: u32,
}
