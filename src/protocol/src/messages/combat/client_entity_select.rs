//! 0x0185: entity select, from the client.

use protocol_derive::Message;

/// Targets an entity, or none.
///
/// Client to server, opcode 0x0185. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0185, from = Client, standing = Proven)]
pub struct ClientEntitySelect {
    pub guid: u32,
}
