//! 0x03B4: friend account add by name, from the client.

use crate::enums::FriendshipType;
use crate::wire::WString;
use protocol_derive::Message;

/// Asks for account friendship by character name.
///
/// Client to server, opcode 0x03B4. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B4, from = Client, standing = Proven)]
pub struct ClientFriendAccountAddByName {
    pub player_name: WString,
    pub realm_name: WString,
    #[wire(bits = 4)]
    pub type_: FriendshipType,
    pub note: WString,
}
