//! 0x0091: game camera rotation, from the server.

use protocol_derive::Message;

/// Turns the camera of the player. Radians.
///
/// Server to client, opcode 0x0091. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0091, from = Server, standing = Unproven)]
pub struct ServerGameCameraRotation {
    pub yaw: f32,
    pub pitch: f32,
}
