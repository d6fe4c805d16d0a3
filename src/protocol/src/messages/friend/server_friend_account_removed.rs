//! 0x03B0: friend account removed, from the server.

use protocol_derive::Message;

/// An account friendship ended.
///
/// Server to client, opcode 0x03B0. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B0, from = Server, standing = Short)]
pub struct ServerFriendAccountRemoved {
    pub account_friend_id: u64,
}
