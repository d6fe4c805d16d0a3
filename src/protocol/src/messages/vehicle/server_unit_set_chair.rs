//! 0x08CF: unit set chair, from the server.

use protocol_derive::Message;

/// An entity sits on a chair.
///
/// Server to client, opcode 0x08CF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08CF, from = Server, standing = Proven)]
pub struct ServerUnitSetChair {
    pub unit_id: u32,
    pub unit_id_chair: u32,
    pub wait_for_unit: bool,
}
