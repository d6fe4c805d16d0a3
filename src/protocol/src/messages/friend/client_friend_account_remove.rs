//! 0x03AF: friend account remove, from the client.

use protocol_derive::Message;

/// Ends an account friendship.
///
/// Client to server, opcode 0x03AF. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03AF, from = Client, standing = Proven)]
pub struct ClientFriendAccountRemove {
    pub account_friend_id: u64,
}
