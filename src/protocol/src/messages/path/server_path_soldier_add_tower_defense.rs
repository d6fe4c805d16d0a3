//! 0x0681: path soldier add tower defense, from the server.

use protocol_derive::Message;

/// A soldier can build something more.
///
/// Server to client, opcode 0x0681. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0681, from = Server, standing = Short)]
pub struct ServerPathSoldierAddTowerDefense {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    #[wire(bits = 14)]
    pub path_soldier_tower_defense_id: u16,
}
