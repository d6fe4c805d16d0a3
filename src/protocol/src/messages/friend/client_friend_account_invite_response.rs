//! 0x03A1: friend account invite response, from the client.

use protocol_derive::Message;

/// Answers a request for account friendship.
///
/// Client to server, opcode 0x03A1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A1, from = Client, standing = Proven)]
pub struct ClientFriendAccountInviteResponse {
    pub account_friend_invite_id: u64,
    pub accepted: bool,
}
