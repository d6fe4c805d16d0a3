//! 0x00F6: path explorer power map entered, from the server.

use protocol_derive::Message;

/// An explorer is within the range of a power map.
///
/// Server to client, opcode 0x00F6. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F6, from = Server, standing = Short)]
pub struct ServerPathExplorerPowerMapEntered {
    #[wire(bits = 14)]
    pub path_mission_id: u16,
}
