//! 0x03CB: friend type update, from the server.

use crate::enums::FriendshipType;
use protocol_derive::Message;

/// A friend became a rival, or the like.
///
/// Server to client, opcode 0x03CB. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03CB, from = Server, standing = Short)]
pub struct ServerFriendTypeUpdate {
    pub friendship_id: u64,
    #[wire(bits = 4)]
    pub type_: FriendshipType,
}
