//! 0x022C: cinematic end, from the server.

use protocol_derive::Message;

/// The scene ends; what its numbers say is unknown.
///
/// Server to client, opcode 0x022C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x022C, from = Server, standing = Proven)]
pub struct ServerCinematicEnd {
    pub unknown0: bool,
    pub unknown1: f32,
    pub unknown2: f32,
}
