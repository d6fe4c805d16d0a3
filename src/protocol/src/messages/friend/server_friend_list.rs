//! 0x03BE: friend list, from the server.

use crate::structs::FriendData;
use protocol_derive::Message;

/// All friends, rivals and ignored players.
///
/// Server to client, opcode 0x03BE. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03BE, from = Server, standing = Proven)]
pub struct ServerFriendList {
    #[wire(count = 16)]
    pub friends: Vec<FriendData>,
}
