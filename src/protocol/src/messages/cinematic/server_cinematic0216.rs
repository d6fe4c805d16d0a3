//! 0x0216: cinematic0216, from the server.

use protocol_derive::Message;

/// Fades with three durations; what it does is unknown.
///
/// Server to client, opcode 0x0216. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0216, from = Server, standing = Proven)]
pub struct ServerCinematic0216 {
    pub delay: u32,
    pub type_: u32,
    pub duration_start: u16,
    pub duration_mid: u16,
    pub duration_end: u16,
}
