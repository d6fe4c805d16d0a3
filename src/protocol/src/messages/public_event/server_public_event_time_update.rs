//! 0x0136: public event time update, from the server.

use protocol_derive::Message;

/// How long a public event has run.
///
/// Server to client, opcode 0x0136. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0136, from = Server, standing = Proven)]
pub struct ServerPublicEventTimeUpdate {
    #[wire(bits = 14)]
    pub event_id: u16,
    pub busy: bool,
    pub elapsed_time_ms: u32,
}
