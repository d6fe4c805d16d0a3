//! Structures that several messages about crafting share.

use crate::enums::TradeskillType;
use protocol_derive::Wire;

/// Stat types and shares of a craft, packed by the client in groups of eight bits. Peers disagree
/// about the packing, so it stays one number.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct CraftStats {
    /// Stat types and split packed by the sender in 8-bit groups; peers disagree on the packing.
    pub packed: u64,
}

/// A tradeskill: experience, talents.
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
