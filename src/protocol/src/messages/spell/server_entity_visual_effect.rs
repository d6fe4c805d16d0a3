//! 0x0263: entity visual effect, from the server.

use crate::structs::Position;
use protocol_derive::Message;

/// A visual effect at an entity or place.
///
/// Server to client, opcode 0x0263. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0263, from = Server, standing = Proven)]
pub struct ServerEntityVisualEffect {
    pub server_unique_id: u32,
    pub source_unit_id: u32,
    #[wire(bits = 17)]
    pub visual_effect_id: u32,
    #[wire(bits = 17)]
    pub time_elapsed: u32,
    #[wire(bits = 17)]
    pub unknown0: u32,
    pub unknown1: u32,
    pub source_location: Position,
}
