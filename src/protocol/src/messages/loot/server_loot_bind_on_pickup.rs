//! 0x011C: loot bind on pickup, from the server.

use protocol_derive::Message;

/// The item binds when taken; the player is to confirm.
///
/// Server to client, opcode 0x011C. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x011C, from = Server, standing = Short)]
pub struct ServerLootBindOnPickup {
    pub unused: u32,
    pub loot_unit_id: u32,
}
