//! 0x0213: cinematic actor attach, from the server.

use protocol_derive::Message;

/// An actor or the camera is fixed to a part of another.
///
/// Server to client, opcode 0x0213. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0213, from = Server, standing = Proven)]
pub struct ServerCinematicActorAttach {
    pub attach_type: u32,
    pub attach_id: u32,
    pub delay: u32,
    pub parent_unit: u32,
    pub use_rotation: bool,
}
