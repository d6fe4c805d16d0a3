//! 0x042F: group loot rules change, from the server.

use crate::enums::{HarvestLootRule, LootRule, LootThreshold};
use protocol_derive::Message;

/// The loot rules changed.
///
/// Server to client, opcode 0x042F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x042F, from = Server, standing = Proven)]
pub struct ServerGroupLootRulesChange {
    pub group_id: u64,
    pub unknown_d_word: u32,
    #[wire(bits = 3)]
    pub loot_rules_under_threshold: LootRule,
    #[wire(bits = 3)]
    pub loot_rules_threshold_and_over: LootRule,
    #[wire(bits = 4)]
    pub loot_threshold: LootThreshold,
    #[wire(bits = 2)]
    pub harvest_loot_rule: HarvestLootRule,
}
