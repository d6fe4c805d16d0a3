//! 0x03A4: friend account character zone changed, from the server.

use crate::structs::Identity;
use protocol_derive::{Message, Wire};

/// Account friends entered other zones.
///
/// Server to client, opcode 0x03A4. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A4, from = Server, standing = Proven)]
pub struct ServerFriendAccountCharacterZoneChanged {
    /// A peer writes u32, client reads u16.
    #[wire(count = 16)]
    pub zone_infos: Vec<ServerFriendAccountCharacterZoneChangedZoneInfos>,
}

/// What `zone_infos` of [`ServerFriendAccountCharacterZoneChanged`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerFriendAccountCharacterZoneChangedZoneInfos {
    pub account_friend_id: u64,
    pub character_in_new_zone: Identity,
    #[wire(bits = 15)]
    pub world_zone_id: u16,
}
