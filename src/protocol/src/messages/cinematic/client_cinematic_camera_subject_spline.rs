//! 0x071E: cinematic camera subject spline, from the client.

use protocol_derive::Message;

/// The spline the camera of a scene follows.
///
/// Client to server, opcode 0x071E. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x071E, from = Client, standing = Unproven)]
pub struct ClientCinematicCameraSubjectSpline {
    pub spline_id: u32,
    pub spline_mode: u32,
    pub speed: u32,
}
