//! 0x0036: max character level achieved, from the server.

use protocol_derive::Message;

/// The highest level any character of the account has reached; part of the burst before the
/// character list.
///
/// Server to client, opcode 0x0036. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 2, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0036, from = Server, standing = Short)]
pub struct ServerMaxCharacterLevelAchieved {
    pub level: u32,
}
