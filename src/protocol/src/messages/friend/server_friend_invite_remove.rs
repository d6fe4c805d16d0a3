//! 0x03BB: friend invite remove, from the server.

use protocol_derive::Message;

/// A friend request is gone.
///
/// Server to client, opcode 0x03BB. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03BB, from = Server, standing = Short)]
pub struct ServerFriendInviteRemove {
    pub invite_id: u64,
}
