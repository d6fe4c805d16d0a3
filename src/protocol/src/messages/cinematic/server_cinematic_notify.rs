//! 0x0232: cinematic notify, from the server.

use protocol_derive::Message;

/// A scene begins or ends: its duration, and whether it can be skipped.
///
/// Server to client, opcode 0x0232. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0232, from = Server, standing = Proven)]
pub struct ServerCinematicNotify {
    pub flags: u16,
    pub cancel: u16,
    pub duration: u32,
    #[wire(bits = 14)]
    pub cinematic_id: u16,
}
