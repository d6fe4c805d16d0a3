//! 0x0221: cinematic camera rotation, from the server.

use protocol_derive::Message;

/// The camera turns; radians, pitch within a quarter turn.
///
/// Server to client, opcode 0x0221. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0221, from = Server, standing = Unproven)]
pub struct ServerCinematicCameraRotation {
    pub delay: u32,
    pub yaw: f32,
    pub pitch: f32,
}
