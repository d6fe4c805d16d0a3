//! 0x03C9: friend set note, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// The note on a friend changed.
///
/// Server to client, opcode 0x03C9. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C9, from = Server, standing = Short)]
pub struct ServerFriendSetNote {
    pub friendship_id: u64,
    pub note: WString,
}
