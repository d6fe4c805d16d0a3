//! 0x00F4: path mission advanced, from the server.

use protocol_derive::Message;

/// A path mission made progress.
///
/// Server to client, opcode 0x00F4. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F4, from = Server, standing = Short)]
pub struct ServerPathMissionAdvanced {
    #[wire(bits = 14)]
    pub path_mission_id: u16,
}
