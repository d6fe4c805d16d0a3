//! 0x0636: movement control, from the server.

use protocol_derive::Message;

/// Gives the client control over an entity; answered by 0x0635 with the ticket.
///
/// Server to client, opcode 0x0636. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 7, 9, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0636, from = Server, standing = Proven)]
pub struct ServerMovementControl {
    pub ticket: u32,
    pub immediate: bool,
    pub unit_id: u32,
}
