//! 0x03C0: friend location update, from the server.

use protocol_derive::Message;

/// Which zones friends are in.
///
/// Server to client, opcode 0x03C0. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C0, from = Server, standing = Proven)]
pub struct ServerFriendLocationUpdate {
    /// A peer writes a u32 count; the client has only the u8 form, the client.
    #[wire(count = 8)]
    pub friendship_ids: Vec<u64>,
    #[wire(same_as = friendship_ids)]
    pub world_zone_ids: Vec<u32>,
}
