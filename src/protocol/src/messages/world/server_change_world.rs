//! 0x00AD: change world, from the server.

use crate::structs::Position;
use protocol_derive::Message;

/// Loads another world: the client shows the loading screen and forgets all entities.
///
/// Server to client, opcode 0x00AD. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00AD, from = Server, standing = Proven)]
pub struct ServerChangeWorld {
    #[wire(bits = 15)]
    pub world_id: u16,
    pub position: Position,
    pub yaw: f32,
    pub pitch: f32,
}
