//! 0x03BC: friend invite response, from the client.

use crate::enums::FriendshipResponse;
use protocol_derive::Message;

/// Answers a friend request.
///
/// Client to server, opcode 0x03BC. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03BC, from = Client, standing = Proven)]
pub struct ClientFriendInviteResponse {
    pub invite_id: u64,
    #[wire(bits = 3)]
    pub response: FriendshipResponse,
}
