//! 0x0212: cinematic0212, from the server.

use crate::structs::Position;
use protocol_derive::Message;

/// Part of a scene, with a position; what it does is unknown.
///
/// Server to client, opcode 0x0212. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0212, from = Server, standing = Proven)]
pub struct ServerCinematic0212 {
    pub unknown0: u32,
    pub position: Position,
}
