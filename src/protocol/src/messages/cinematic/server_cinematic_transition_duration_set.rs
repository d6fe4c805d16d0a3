//! 0x0222: cinematic transition duration set, from the server.

use protocol_derive::Message;

/// How long the fades of the scene take.
///
/// Server to client, opcode 0x0222. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0222, from = Server, standing = Proven)]
pub struct ServerCinematicTransitionDurationSet {
    pub type_: u32,
    pub duration_start: u16,
    pub duration_mid: u16,
    pub duration_end: u16,
}
