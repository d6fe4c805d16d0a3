//! 0x0938: entity stat update integer, from the server.

use crate::structs::StatValueUpdateInteger;
use protocol_derive::Message;

/// A stat of an entity that is a whole number changed.
///
/// Server to client, opcode 0x0938. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0938, from = Server, standing = Proven)]
pub struct ServerEntityStatUpdateInteger {
    pub unit_id: u32,
    pub stat: StatValueUpdateInteger,
}
