//! 0x039E: friendship ignore strangers state, from the client.

use protocol_derive::Message;

/// Whether strangers may invite.
///
/// Client to server, opcode 0x039E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x039E, from = Client, standing = Proven)]
pub struct ClientFriendshipIgnoreStrangersState {
    pub ignore_stranger_invites: bool,
}
