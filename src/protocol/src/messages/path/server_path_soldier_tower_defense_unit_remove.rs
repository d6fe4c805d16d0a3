//! 0x067A: path soldier tower defense unit remove, from the server.

use protocol_derive::Message;

/// A unit of a holdout is gone.
///
/// Server to client, opcode 0x067A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x067A, from = Server, standing = Proven)]
pub struct ServerPathSoldierTowerDefenseUnitRemove {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    pub unit_id: u32,
    pub tower_defense_unit_type: u32,
}
