//! 0x03BA: friend invite list, from the server.

use crate::enums::{Class, Path};
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// All friend requests that wait.
///
/// Server to client, opcode 0x03BA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03BA, from = Server, standing = Proven)]
pub struct ServerFriendInviteList {
    #[wire(count = 16)]
    pub invites: Vec<ServerFriendInviteListInvites>,
}

/// What `invites` of [`ServerFriendInviteList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerFriendInviteListInvites {
    pub invite_id: u64,
    pub player_identity: Identity,
    #[wire(bits = 3)]
    pub seen: u8,
    pub expiry_in_days: f32,
    pub note: WString,
    pub name: WString,
    #[wire(bits = 14)]
    pub class: Class,
    #[wire(bits = 3)]
    pub path: Path,
    pub level: u8,
}
