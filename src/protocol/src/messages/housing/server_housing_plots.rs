//! 0x04E1: housing plots, from the server.

use crate::enums::HousingPlugFacing;
use protocol_derive::{Message, Wire};

/// What stands on the plots of a residence.
///
/// Server to client, opcode 0x04E1. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04E1, from = Server, standing = Proven)]
pub struct ServerHousingPlots {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    #[wire(count = 32)]
    pub plots: Vec<ServerHousingPlotsPlots>,
}

/// What `plots` of [`ServerHousingPlots`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingPlotsPlots {
    pub plot_property_index: u32,
    pub plug_item_id: u32,
    #[wire(bits = 32)]
    pub plug_facing: HousingPlugFacing,
    pub plot_info_id: u32,
    pub housing_contribution_totals: [u32; 5],
    pub housing_decay_totals: [u32; 5],
    pub housing_upkeep_charges: u32,
    pub housing_upkeep_time: f32,
    #[wire(bits = 3)]
    pub build_state: u8,
    pub build_stage: u32,
    pub build_bonus: f32,
    pub build_start_time: f32,
}
