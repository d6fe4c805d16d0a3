//! 0x03A2: friend account invite mark seen, from the client.

use protocol_derive::Message;

/// A request for account friendship was seen.
///
/// Client to server, opcode 0x03A2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A2, from = Client, standing = Proven)]
pub struct ClientFriendAccountInviteMarkSeen {
    pub account_friend_invite_id: u64,
}
