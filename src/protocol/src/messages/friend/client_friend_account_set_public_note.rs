//! 0x03AC: friend account set public note, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Sets the line account friends see.
///
/// Client to server, opcode 0x03AC. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03AC, from = Client, standing = Proven)]
pub struct ClientFriendAccountSetPublicNote {
    pub public_note: WString,
}
