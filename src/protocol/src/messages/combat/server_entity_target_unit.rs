//! 0x0908: entity target unit, from the server.

use protocol_derive::Message;

/// An entity targets another.
///
/// Server to client, opcode 0x0908. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0908, from = Server, standing = Proven)]
pub struct ServerEntityTargetUnit {
    pub unit_id: u32,
    pub new_target_id: u32,
    pub threat_level: u32,
}
