//! 0x03A7: friend account personsal presence change, from the client.

use crate::enums::AccountPresenceState;
use protocol_derive::Message;

/// Available, away, busy or invisible.
///
/// Client to server, opcode 0x03A7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A7, from = Client, standing = Proven)]
pub struct ClientFriendAccountPersonsalPresenceChange {
    #[wire(bits = 3)]
    pub presence: AccountPresenceState,
}
