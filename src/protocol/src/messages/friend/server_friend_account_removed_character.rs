//! 0x039A: friend account removed character, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A character of an account friend is gone.
///
/// Server to client, opcode 0x039A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x039A, from = Server, standing = Proven)]
pub struct ServerFriendAccountRemovedCharacter {
    pub account_id: u32,
    pub character_removed: Identity,
}
