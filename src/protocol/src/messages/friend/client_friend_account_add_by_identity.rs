//! 0x03B3: friend account add by identity, from the client.

use crate::enums::FriendshipType;
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Asks for account friendship by character.
///
/// Client to server, opcode 0x03B3. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B3, from = Client, standing = Proven)]
pub struct ClientFriendAccountAddByIdentity {
    pub target: Identity,
    #[wire(bits = 4)]
    pub type_: FriendshipType,
    pub note: WString,
}
