//! 0x0833: suggest, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Suggests something.
///
/// Client to server, opcode 0x0833. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0833, from = Client, standing = Proven)]
pub struct ClientSuggest {
    pub suggestion_text: WString,
}
