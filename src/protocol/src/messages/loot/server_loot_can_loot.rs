//! 0x089F: loot can loot, from the server.

use protocol_derive::Message;

/// An entity can be looted.
///
/// Server to client, opcode 0x089F. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x089F, from = Server, standing = Short)]
pub struct ServerLootCanLoot {
    pub loot_unit_id: u32,
}
