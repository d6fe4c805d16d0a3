//! 0x042E: group loot rules change, from the client.

use crate::enums::{HarvestLootRule, LootRule, LootThreshold};
use protocol_derive::Message;

/// Changes the loot rules.
///
/// Client to server, opcode 0x042E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x042E, from = Client, standing = Proven)]
pub struct ClientGroupLootRulesChange {
    pub group_id: u64,
    #[wire(bits = 3)]
    pub loot_rules_under_threshold: LootRule,
    #[wire(bits = 3)]
    pub loot_rules_threshold_and_over: LootRule,
    #[wire(bits = 4)]
    pub threshold: LootThreshold,
    #[wire(bits = 2)]
    pub harvesting_rule: HarvestLootRule,
}
