//! 0x00FA: path explorer power map waiting, from the server.

use protocol_derive::Message;

/// A power map waits for the explorer.
///
/// Server to client, opcode 0x00FA. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00FA, from = Server, standing = Short)]
pub struct ServerPathExplorerPowerMapWaiting {
    #[wire(bits = 14)]
    pub path_mission_id: u16,
}
