//! 0x039F: friend account invite list, from the server.

use crate::enums::FriendshipType;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// All requests for account friendship that wait.
///
/// Server to client, opcode 0x039F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x039F, from = Server, standing = Proven)]
pub struct ServerFriendAccountInviteList {
    pub account_id: u32,
    #[wire(count = 32)]
    pub friend_account_invites: Vec<ServerFriendAccountInviteListFriendAccountInvites>,
}

/// What `friend_account_invites` of [`ServerFriendAccountInviteList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerFriendAccountInviteListFriendAccountInvites {
    pub account_friend_invite_id: u64,
    #[wire(bits = 2)]
    pub type_: FriendshipType,
    pub display_name: WString,
    pub note: WString,
    pub days_until_expired: f32,
    pub seen: u32,
}
