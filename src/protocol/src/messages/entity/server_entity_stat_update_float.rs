//! 0x0935: entity stat update float, from the server.

use crate::structs::StatValueUpdateFloat;
use protocol_derive::Message;

/// A stat of an entity that is a fraction changed.
///
/// Server to client, opcode 0x0935. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0935, from = Server, standing = Proven)]
pub struct ServerEntityStatUpdateFloat {
    pub unit_id: u32,
    pub stat: StatValueUpdateFloat,
}
