//! 0x03B1: friend account last online, from the server.

use protocol_derive::Message;

/// When an account friend was last online.
///
/// Server to client, opcode 0x03B1. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B1, from = Server, standing = Short)]
pub struct ServerFriendAccountLastOnline {
    pub account_id: u32,
    pub days_since_last_online: f32,
}
