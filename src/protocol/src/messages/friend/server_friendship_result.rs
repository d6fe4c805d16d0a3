//! 0x03C4: friendship result, from the server.

use crate::enums::FriendshipResult;
use crate::wire::WString;
use protocol_derive::Message;

/// How an operation on friends ended.
///
/// Server to client, opcode 0x03C4. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C4, from = Server, standing = Short)]
pub struct ServerFriendshipResult {
    pub message: WString,
    #[wire(bits = 6)]
    pub results: FriendshipResult,
}
