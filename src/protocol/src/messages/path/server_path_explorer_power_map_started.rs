//! 0x00F5: path explorer power map started, from the server.

use protocol_derive::Message;

/// An explorer began to follow a power map.
///
/// Server to client, opcode 0x00F5. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F5, from = Server, standing = Short)]
pub struct ServerPathExplorerPowerMapStarted {
    #[wire(bits = 14)]
    pub path_mission_id: u16,
    pub unit_id: u32,
}
