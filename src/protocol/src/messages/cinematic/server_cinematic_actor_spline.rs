//! 0x022F: cinematic actor spline, from the server.

use protocol_derive::Message;

/// An actor follows a spline.
///
/// Server to client, opcode 0x022F. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x022F, from = Server, standing = Unproven)]
pub struct ServerCinematicActorSpline {
    pub delay: u32,
    pub unit_id: u32,
    pub spline_id: u32,
    pub spline_speed: f32,
    pub spline_mode: u32,
    pub use_rotation: bool,
    pub strafe: bool,
}
