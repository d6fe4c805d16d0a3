//! 0x0678: path soldier tower defense unit update, from the server.

use crate::enums::TowerDefenseUnitInfoTowerDefenseUnitType;
use protocol_derive::Message;

/// A unit of a holdout changed.
///
/// Server to client, opcode 0x0678. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0678, from = Server, standing = Proven)]
pub struct ServerPathSoldierTowerDefenseUnitUpdate {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    pub unit_id: u32,
    /// A peer omits the width and writes 64 bits; client: 32.
    #[wire(bits = 32)]
    pub type_: TowerDefenseUnitInfoTowerDefenseUnitType,
    pub max_health: f32,
}
