//! Structures that several messages about war_party share.

use protocol_derive::Wire;

/// Boss tokens of one kind.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct WarPartyBossToken {
    #[wire(bits = 18)]
    pub token_item2_id: u32,
    pub count: u32,
}

/// A plug of the warplot.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct WarPlotPlug {
    pub index: u8,
    pub health: u32,
    pub health_max: u32,
    #[wire(bits = 2)]
    pub tier: u8,
}
