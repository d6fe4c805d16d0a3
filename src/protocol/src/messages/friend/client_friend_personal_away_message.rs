//! 0x03B7: friend personal away message, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Sets the lines whoever whispers gets when one is away or busy.
///
/// Client to server, opcode 0x03B7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03B7, from = Client, standing = Proven)]
pub struct ClientFriendPersonalAwayMessage {
    pub away_message: WString,
    pub busy_message: WString,
}
