//! 0x03A3: friend account list, from the server.

use crate::enums::AccountPresenceState;
use crate::structs::CharacterData;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// All account friends.
///
/// Server to client, opcode 0x03A3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A3, from = Server, standing = Proven)]
pub struct ServerFriendAccountList {
    #[wire(count = 32)]
    pub friend_list_data: Vec<ServerFriendAccountListFriendListData>,
}

/// What `friend_list_data` of [`ServerFriendAccountList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerFriendAccountListFriendListData {
    pub account_id: u32,
    pub account_friend_id: u64,
    pub public_note: WString,
    /// Client reads a float; a peer writes an int.
    pub days_since_last_login: f32,
    pub private_note: WString,
    pub display_name: WString,
    #[wire(bits = 3)]
    pub presence: AccountPresenceState,
    #[wire(count = 32)]
    pub character_list: Vec<CharacterData>,
}
