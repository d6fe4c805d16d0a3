//! Structures that several messages about housing share.

use crate::enums::{DecorType, PvpGameState};
use protocol_derive::Wire;

/// One piece of decor and where it is.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct DecorInfo {
    pub target_residence: TargetResidence,
    pub decor_id: u64,
    #[wire(bits = 32)]
    pub decor_type: DecorType,
    pub decor_data: u32,
    pub hook_bag_index: u32,
    pub hook_index: u32,
    pub plot_index: u32,
    pub scale: f32,
    pub position_0: f32,
    pub position_1: f32,
    pub position_2: f32,
    pub rotation_0: f32,
    pub rotation_1: f32,
    pub rotation_2: f32,
    pub rotation_3: f32,
    pub decor_info_id: u32,
    pub active_prop_unit_id: u32,
    pub parent_decor_id: u64,
    #[wire(bits = 14)]
    pub colour_shift_id: u16,
}

/// A phase of a match and how long it has run.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct StateInfo {
    #[wire(bits = 3)]
    pub state: PvpGameState,
    pub time_elapsed: u32,
}

/// A residence anywhere: realm and id.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct TargetResidence {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
}
