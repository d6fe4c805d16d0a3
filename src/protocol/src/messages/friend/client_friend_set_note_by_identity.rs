//! 0x03C7: friend set note by identity, from the client.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Sets the note on a friend.
///
/// Client to server, opcode 0x03C7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C7, from = Client, standing = Proven)]
pub struct ClientFriendSetNoteByIdentity {
    pub player_identity: Identity,
    pub note: WString,
}
