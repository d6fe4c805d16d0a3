//! 0x0399: friend account update, from the server.

use crate::enums::AccountPresenceState;
use crate::structs::CharacterData;
use protocol_derive::Message;

/// An account friend came, went or changed characters.
///
/// Server to client, opcode 0x0399. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0399, from = Server, standing = Proven)]
pub struct ServerFriendAccountUpdate {
    pub account_id: u32,
    #[wire(bits = 3)]
    pub state: AccountPresenceState,
    #[wire(count = 32)]
    pub characters: Vec<CharacterData>,
}
