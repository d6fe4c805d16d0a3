//! 0x03B2: friend account character level update, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A character of an account friend reached a level.
///
/// Server to client, opcode 0x03B2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B2, from = Server, standing = Proven)]
pub struct ServerFriendAccountCharacterLevelUpdate {
    pub account_id: u32,
    pub character_that_leveled: Identity,
    pub level: u8,
}
