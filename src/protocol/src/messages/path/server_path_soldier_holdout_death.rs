//! 0x067F: path soldier holdout death, from the server.

use protocol_derive::Message;

/// A soldier died in a holdout.
///
/// Server to client, opcode 0x067F. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x067F, from = Server, standing = Short)]
pub struct ServerPathSoldierHoldoutDeath {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
}
