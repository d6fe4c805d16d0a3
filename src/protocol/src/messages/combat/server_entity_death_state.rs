//! 0x088C: entity death state, from the server.

use protocol_derive::Message;

/// An entity died or lives again.
///
/// Server to client, opcode 0x088C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x088C, from = Server, standing = Proven)]
pub struct ServerEntityDeathState {
    pub unit_id: u32,
    pub dead: bool,
    #[wire(bits = 5)]
    pub reason: u8,
    pub rez_health: u32,
}
