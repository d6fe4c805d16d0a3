//! 0x021C: cinematic visual effect, from the server.

use crate::structs::Position;
use protocol_derive::Message;

/// An effect begins at an actor or a point.
///
/// Server to client, opcode 0x021C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x021C, from = Server, standing = Proven)]
pub struct ServerCinematicVisualEffect {
    pub delay: u32,
    pub visual_handle: u32,
    #[wire(bits = 17)]
    pub visual_effect_id: u32,
    pub unit_id: u32,
    pub position: Position,
    pub remove_on_camera_end: bool,
}
