//! 0x0215: cinematic camera spline, from the server.

use protocol_derive::Message;

/// The camera follows a spline.
///
/// Server to client, opcode 0x0215. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0215, from = Server, standing = Proven)]
pub struct ServerCinematicCameraSpline {
    pub delay: u32,
    pub spline: u32,
    pub spline_mode: u32,
    pub speed: f32,
    pub target: bool,
    pub use_rotation: bool,
}
