//! 0x00B8: friendship block, from the client.

use protocol_derive::Message;

/// Whether to take friend requests at all.
///
/// Client to server, opcode 0x00B8. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00B8, from = Client, standing = Proven)]
pub struct ClientFriendshipBlock {
    pub block_friend_requests: bool,
}
