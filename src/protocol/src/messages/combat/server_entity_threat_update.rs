//! 0x090A: entity threat update, from the server.

use protocol_derive::Message;

/// The threat of one entity to another changed.
///
/// Server to client, opcode 0x090A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x090A, from = Server, standing = Proven)]
pub struct ServerEntityThreatUpdate {
    pub unit_id: u32,
    pub target_id: u32,
    pub threat_level: u32,
}
