//! 0x093A: entity properties update, from the server.

use crate::structs::PropertyValue;
use protocol_derive::Message;

/// Properties of an entity changed. Batched per tick.
///
/// Server to client, opcode 0x093A. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 7, 10.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x093A, from = Server, standing = Proven)]
pub struct ServerEntityPropertiesUpdate {
    pub unit_id: u32,
    #[wire(count = 8)]
    pub properties: Vec<PropertyValue>,
}
