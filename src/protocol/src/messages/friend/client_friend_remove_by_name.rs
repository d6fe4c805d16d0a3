//! 0x03C2: friend remove by name, from the client.

use crate::enums::FriendshipType;
use crate::wire::WString;
use protocol_derive::Message;

/// Removes a friend, rival or ignored player by name.
///
/// Client to server, opcode 0x03C2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03C2, from = Client, standing = Proven)]
pub struct ClientFriendRemoveByName {
    pub name: WString,
    pub realm_name: WString,
    #[wire(bits = 4)]
    pub type_: FriendshipType,
}
