//! 0x054D: ic comm ordered message, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// A part of an add-on's message, in order.
///
/// Server to client, opcode 0x054D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x054D, from = Server, standing = Proven)]
pub struct ServerICCommOrderedMessage {
    pub iccom_id: u64,
    pub message_id: u32,
    pub message: WString,
}
