//! 0x0763: realm messages, from the server.

use crate::structs::Message;
use protocol_derive::Message;

/// The messages shown at login.
///
/// Server to client, opcode 0x0763. Layout: proven against the client's own codec. Sequence:
/// flows.md section 1.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0763, from = Server, standing = Proven)]
pub struct ServerRealmMessages {
    #[wire(count = 32)]
    pub messages: Vec<Message>,
}
