//! 0x0755: entity interactive update, from the server.

use protocol_derive::Message;

/// A thing is in use, or free again.
///
/// Server to client, opcode 0x0755. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0755, from = Server, standing = Short)]
pub struct ServerEntityInteractiveUpdate {
    pub unit_id: u32,
    pub in_use: bool,
}
