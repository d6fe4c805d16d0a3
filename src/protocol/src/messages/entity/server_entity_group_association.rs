//! 0x0936: entity group association, from the server.

use protocol_derive::Message;

/// The group an entity belongs to.
///
/// Server to client, opcode 0x0936. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0936, from = Server, standing = Short)]
pub struct ServerEntityGroupAssociation {
    pub unit_id: u32,
    pub group_id: u64,
}
