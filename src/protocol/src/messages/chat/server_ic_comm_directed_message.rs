//! 0x054E: ic comm directed message, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// An add-on's message to this player.
///
/// Server to client, opcode 0x054E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x054E, from = Server, standing = Proven)]
pub struct ServerICCommDirectedMessage {
    pub iccom_id: u64,
    #[wire(bits = 8)]
    pub message: WString,
    pub sender_name: WString,
}
