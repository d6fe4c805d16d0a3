//! 0x0937: entity health update, from the server.

use protocol_derive::Message;

/// The health of an entity.
///
/// Server to client, opcode 0x0937. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 7, 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0937, from = Server, standing = Proven)]
pub struct ServerEntityHealthUpdate {
    pub unit_id: u32,
    pub health: u32,
    pub unknown0: bool,
}
