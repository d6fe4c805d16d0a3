//! 0x0230: cinematic actor angle, from the server.

use protocol_derive::Message;

/// An actor turns.
///
/// Server to client, opcode 0x0230. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0230, from = Server, standing = Proven)]
pub struct ServerCinematicActorAngle {
    pub delay: u32,
    pub unit_id: u32,
    pub angle: f32,
}
