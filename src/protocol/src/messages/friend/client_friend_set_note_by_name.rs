//! 0x03C8: friend set note by name, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Sets the note on a friend by name.
///
/// Client to server, opcode 0x03C8. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C8, from = Client, standing = Proven)]
pub struct ClientFriendSetNoteByName {
    pub name: WString,
    pub realm_name: WString,
    pub note: WString,
}
