//! 0x0214: cinematic camera pos vel, from the server.

use crate::structs::Position;
use bezgelor_core::Vec3;
use protocol_derive::Message;

/// The camera flies to a point at a speed.
///
/// Server to client, opcode 0x0214. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0214, from = Server, standing = Unproven)]
pub struct ServerCinematicCameraPosVel {
    pub delay: u32,
    pub position: Position,
    pub velocity: Vec3,
    pub target: bool,
}
