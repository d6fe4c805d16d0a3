//! 0x08A1: loot remove, from the server.

use protocol_derive::Message;

/// The loot of an entity is gone.
///
/// Server to client, opcode 0x08A1. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08A1, from = Server, standing = Short)]
pub struct ServerLootRemove {
    pub owner_unit_id: u32,
}
