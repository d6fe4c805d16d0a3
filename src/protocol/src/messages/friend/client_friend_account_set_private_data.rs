//! 0x039D: friend account set private data, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Sets a private note on an account friend.
///
/// Client to server, opcode 0x039D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x039D, from = Client, standing = Proven)]
pub struct ClientFriendAccountSetPrivateData {
    pub account_friend_id: u64,
    pub unused: u32,
    pub private_data_text: WString,
}
