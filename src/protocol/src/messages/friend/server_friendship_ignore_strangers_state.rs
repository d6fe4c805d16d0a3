//! 0x03A5: friendship ignore strangers state, from the server.

use protocol_derive::Message;

/// Whether strangers may invite, as the server has it.
///
/// Server to client, opcode 0x03A5. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A5, from = Server, standing = Short)]
pub struct ServerFriendshipIgnoreStrangersState {
    pub flags: u32,
}
