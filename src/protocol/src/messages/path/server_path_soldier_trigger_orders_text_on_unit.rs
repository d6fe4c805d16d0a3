//! 0x0677: path soldier trigger orders text on unit, from the server.

use protocol_derive::Message;

/// Shows a soldier's orders over an entity.
///
/// Server to client, opcode 0x0677. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0677, from = Server, standing = Short)]
pub struct ServerPathSoldierTriggerOrdersTextOnUnit {
    #[wire(bits = 15)]
    pub path_mission_id: u16,
    pub unit_id: u32,
}
