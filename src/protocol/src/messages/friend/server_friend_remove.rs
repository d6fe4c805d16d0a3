//! 0x03C3: friend remove, from the server.

use protocol_derive::Message;

/// A friend, rival or ignored player was removed.
///
/// Server to client, opcode 0x03C3. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C3, from = Server, standing = Short)]
pub struct ServerFriendRemove {
    pub friendship_id: u64,
}
