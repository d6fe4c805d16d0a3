//! 0x03AD: friend account public note, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// An account friend changed its line.
///
/// Server to client, opcode 0x03AD. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03AD, from = Server, standing = Short)]
pub struct ServerFriendAccountPublicNote {
    pub account_id: u32,
    pub public_note: WString,
}
