//! 0x03A0: friend account invite remove, from the server.

use protocol_derive::Message;

/// A request for account friendship is gone.
///
/// Server to client, opcode 0x03A0. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A0, from = Server, standing = Short)]
pub struct ServerFriendAccountInviteRemove {
    pub account_id: u32,
    pub account_friend_invite_id: u64,
}
