//! 0x03AE: friend account private note, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// The private note on an account friend.
///
/// Server to client, opcode 0x03AE. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03AE, from = Server, standing = Short)]
pub struct ServerFriendAccountPrivateNote {
    pub account_id: u32,
    pub private_note: WString,
}
