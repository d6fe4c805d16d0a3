//! 0x0036: max character level achieved, from the server.

use protocol_derive::Message;

/// Max character level achieved.
///
/// Server to client, opcode 0x0036. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 2, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0036, from = Server, standing = Short)]
pub struct ServerMaxCharacterLevelAchieved {
    pub level: u32,
}
