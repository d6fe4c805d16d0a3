//! 0x0909: entity threat list update, from the server.

use protocol_derive::Message;

/// Who threatens an entity most, five at most.
///
/// Server to client, opcode 0x0909. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0909, from = Server, standing = Proven)]
pub struct ServerEntityThreatListUpdate {
    pub src_unit_id: u32,
    pub threat_unit_ids: [u32; 5],
    pub threat_levels: [u32; 5],
}
