//! 0x03CA: friend last online update, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// When a friend was last online.
///
/// Server to client, opcode 0x03CA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03CA, from = Server, standing = Proven)]
pub struct ServerFriendLastOnlineUpdate {
    pub player_identity: Identity,
    pub last_online_in_days: f32,
}
