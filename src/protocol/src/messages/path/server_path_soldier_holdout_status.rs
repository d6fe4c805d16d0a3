//! 0x067B: path soldier holdout status, from the server.

use crate::enums::ServerPathSoldierHoldoutStatusPlayerPathSoldierEventMode;
use crate::structs::TowerDefenseUnitInfo;
use protocol_derive::Message;

/// A holdout under way: all of it.
///
/// Server to client, opcode 0x067B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x067B, from = Server, standing = Proven)]
pub struct ServerPathSoldierHoldoutStatus {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    #[wire(count = 32)]
    pub unit_info: Vec<TowerDefenseUnitInfo>,
    pub unit_id: u32,
    pub is_boss: bool,
    /// A peer omits the width and writes 64 bits; client: 32.
    #[wire(bits = 32)]
    pub mode: ServerPathSoldierHoldoutStatusPlayerPathSoldierEventMode,
    pub delay_time: i32,
    pub wave_index: i32,
    pub max_defend_health: f32,
    pub max_auxiliary_health: f32,
    pub start_time_offset: i32,
}
