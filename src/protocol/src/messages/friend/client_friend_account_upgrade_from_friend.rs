//! 0x0398: friend account upgrade from friend, from the client.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Asks a friend for account friendship.
///
/// Client to server, opcode 0x0398. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0398, from = Client, standing = Proven)]
pub struct ClientFriendAccountUpgradeFromFriend {
    pub exisiting_friend: Identity,
    pub note: WString,
}
