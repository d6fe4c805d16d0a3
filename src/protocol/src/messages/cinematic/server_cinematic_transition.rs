//! 0x0218: cinematic transition, from the server.

use protocol_derive::Message;

/// Fade out, wait, fade in.
///
/// Server to client, opcode 0x0218. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0218, from = Server, standing = Proven)]
pub struct ServerCinematicTransition {
    pub delay: u32,
    pub flags: u32,
    pub end_tran: u32,
    pub tran_duration_start: u16,
    pub tran_duration_mid: u16,
    pub tran_duration_end: u16,
}
