//! 0x071D: cinematic camera subject pos vel, from the client.

use crate::structs::Position;
use bezgelor_core::Vec3;
use protocol_derive::Message;

/// Where the camera of a scene is, while the client steers it.
///
/// Client to server, opcode 0x071D. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x071D, from = Client, standing = Unproven)]
pub struct ClientCinematicCameraSubjectPosVel {
    pub position: Position,
    pub velocity: Vec3,
}
