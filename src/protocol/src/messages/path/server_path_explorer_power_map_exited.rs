//! 0x00F7: path explorer power map exited, from the server.

use protocol_derive::Message;

/// An explorer left the range of a power map.
///
/// Server to client, opcode 0x00F7. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F7, from = Server, standing = Short)]
pub struct ServerPathExplorerPowerMapExited {
    #[wire(bits = 14)]
    pub path_mission_id: u16,
}
