//! 0x03B6: friend add, from the client.

use crate::enums::FriendshipType;
use crate::wire::WString;
use protocol_derive::Message;

/// Adds a friend, rival or ignored player by name.
///
/// Client to server, opcode 0x03B6. The client registers no codec for it: it cannot occur with this
/// build.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B6, from = Client, standing = Unregistered)]
pub struct ClientFriendAdd {
    pub name: WString,
    pub realm_name: WString,
    pub note: WString,
    #[wire(bits = 4)]
    pub type_: FriendshipType,
}
