//! 0x03B5: friend add, from the server.

use crate::structs::FriendData;
use protocol_derive::Message;

/// A friend, rival or ignored player was added.
///
/// Server to client, opcode 0x03B5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B5, from = Server, standing = Proven)]
pub struct ServerFriendAdd {
    pub friend: FriendData,
}
