//! 0x015D: loot roll action, from the client.

use crate::enums::LootRollAction;
use protocol_derive::Message;

/// Need, greed or pass.
///
/// Client to server, opcode 0x015D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x015D, from = Client, standing = Proven)]
pub struct ClientLootRollAction {
    pub owner_unit_id: u32,
    pub loot_unit_id: u32,
    #[wire(bits = 2)]
    pub action: LootRollAction,
}
