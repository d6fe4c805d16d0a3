//! 0x0397: friend account add by email, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Asks for account friendship by e-mail address.
///
/// Client to server, opcode 0x0397. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0397, from = Client, standing = Proven)]
pub struct ClientFriendAccountAddByEmail {
    pub email: WString,
    pub note: WString,
}
