//! Structures that several messages about crafting share.

use crate::enums::TradeskillType;
use protocol_derive::Wire;

/// Craft stats.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct CraftStats {
    /// Stat types and split packed by the sender in 8-bit groups; peers disagree on the packing.
    pub packed: u64,
}

/// Tradeskill info.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct TradeskillInfo {
    #[wire(bits = 32)]
    pub tradeskill_id: TradeskillType,
    pub tradeskill_xp: u32,
    pub is_active: u32,
    pub property_proficiency_flags: u32,
    pub talent_points: u32,
    pub tradeskill_talent_tier_ids: [u32; 10],
}
