//! 0x03BF: friendship get locations, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Asks where friends are.
///
/// Client to server, opcode 0x03BF. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03BF, from = Client, standing = Proven)]
pub struct ClientFriendshipGetLocations {
    #[wire(count = 8)]
    pub identity: Vec<Identity>,
    #[wire(count = 8)]
    pub account_friend_ids: Vec<u64>,
}
