//! 0x0211: cinematic0211, from the server.

use protocol_derive::Message;

/// Part of a scene; what it does is unknown.
///
/// Server to client, opcode 0x0211. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0211, from = Server, standing = Proven)]
pub struct ServerCinematic0211 {
    pub unknown0: u32,
    pub unit_id: u32,
    pub unit_id1: u32,
    pub unknown3: u32,
}
