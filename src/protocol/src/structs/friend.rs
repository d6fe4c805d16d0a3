//! Structures that several messages about friend share.

use crate::enums::FriendshipType;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Wire;

/// A friend, rival or ignored player.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct FriendData {
    pub friendship_id: u64,
    pub player_identity: Identity,
    pub note: WString,
    #[wire(bits = 4)]
    pub type_: FriendshipType,
}
