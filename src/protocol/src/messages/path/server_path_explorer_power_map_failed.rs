//! 0x00F8: path explorer power map failed, from the server.

use protocol_derive::Message;

/// An explorer lost a power map.
///
/// Server to client, opcode 0x00F8. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F8, from = Server, standing = Short)]
pub struct ServerPathExplorerPowerMapFailed {
    #[wire(bits = 14)]
    pub path_mission_id: u16,
}
