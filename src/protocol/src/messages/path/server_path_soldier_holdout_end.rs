//! 0x067C: path soldier holdout end, from the server.

use crate::enums::ServerPathSoldierHoldoutEndPlayerPathSoldierResult;
use protocol_derive::Message;

/// A holdout ended, and how.
///
/// Server to client, opcode 0x067C. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x067C, from = Server, standing = Short)]
pub struct ServerPathSoldierHoldoutEnd {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    /// A peer omits the width and writes 64 bits; trailing field; client most likely 32.
    #[wire(bits = 32)]
    pub reason: ServerPathSoldierHoldoutEndPlayerPathSoldierResult,
}
