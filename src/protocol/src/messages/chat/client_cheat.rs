//! 0x03E0: cheat, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// A command typed at the console of a developer.
///
/// Client to server, opcode 0x03E0. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03E0, from = Client, standing = Proven)]
pub struct ClientCheat {
    pub message: WString,
}
