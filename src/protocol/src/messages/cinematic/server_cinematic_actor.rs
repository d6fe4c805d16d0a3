//! 0x0228: cinematic actor, from the server.

use crate::structs::Position;
use protocol_derive::Message;

/// An actor comes on.
///
/// Server to client, opcode 0x0228. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0228, from = Server, standing = Proven)]
pub struct ServerCinematicActor {
    pub delay: u32,
    pub flags: u16,
    pub unknown0: u16,
    pub spawn_handle: u32,
    pub creature_type: u32,
    pub movement_mode: u32,
    pub initial_position: Position,
    pub active_prop_id: u64,
    pub socket_id: u32,
}
