//! 0x04DE: housing residence decor, from the server.

use crate::enums::DecorType;
use protocol_derive::{Message, Wire};

/// Decor of a residence, added, changed or removed; in parts.
///
/// Server to client, opcode 0x04DE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04DE, from = Server, standing = Proven)]
pub struct ServerHousingResidenceDecor {
    #[wire(count_of(decor_data, decor_count, 32))]
    pub operation: u32,
    #[wire(count_ahead)]
    pub decor_data: Vec<ServerHousingResidenceDecorDecorData>,
}

/// What `decor_data` of [`ServerHousingResidenceDecor`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingResidenceDecorDecorData {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub decor_id: u64,
    #[wire(bits = 32)]
    pub decor_type: DecorType,
    pub decor_data: u32,
    pub hook_bag_index: u32,
    pub hook_index: u32,
    pub plot_index: u32,
    pub scale: f32,
    pub position_x: f32,
    pub position_y: f32,
    pub position_z: f32,
    pub rotation_x: f32,
    pub rotation_y: f32,
    pub rotation_z: f32,
    pub rotation_w: f32,
    pub decor_info_id: u32,
    pub active_prop_unit_id: u32,
    pub parent_decor_id: u64,
    #[wire(bits = 14)]
    pub colour_shift: u16,
}
