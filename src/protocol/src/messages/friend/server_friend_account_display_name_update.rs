//! 0x039C: friend account display name update, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// An account friend changed its name.
///
/// Server to client, opcode 0x039C. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x039C, from = Server, standing = Short)]
pub struct ServerFriendAccountDisplayNameUpdate {
    pub account_id: u32,
    pub display_name: WString,
}
