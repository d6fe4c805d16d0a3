//! 0x03C1: friend remove by identity, from the client.

use crate::enums::FriendshipType;
use crate::structs::Identity;
use protocol_derive::Message;

/// Removes a friend, rival or ignored player.
///
/// Client to server, opcode 0x03C1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C1, from = Client, standing = Proven)]
pub struct ClientFriendRemoveByIdentity {
    pub player_identity: Identity,
    #[wire(bits = 4)]
    pub type_: FriendshipType,
}
