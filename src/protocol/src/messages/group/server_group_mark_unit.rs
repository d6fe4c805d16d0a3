//! 0x045B: group mark unit, from the server.

use crate::enums::GroupMarker;
use protocol_derive::Message;

/// A mark was put on an entity.
///
/// Server to client, opcode 0x045B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x045B, from = Server, standing = Proven)]
pub struct ServerGroupMarkUnit {
    pub group_id: u64,
    #[wire(bits = 32)]
    pub marker: GroupMarker,
    pub unit_id: u32,
}
