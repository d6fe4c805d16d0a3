//! 0x05E1: matching queue result announce, from the server.

use crate::enums::{MatchingQueueResult, MatchingQueueStatus};
use protocol_derive::Message;

/// How joining or leaving a queue ended.
///
/// Server to client, opcode 0x05E1. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05E1, from = Server, standing = Short)]
pub struct ServerMatchingQueueResultAnnounce {
    #[wire(bits = 6)]
    pub result: MatchingQueueResult,
    #[wire(bits = 4)]
    pub status: MatchingQueueStatus,
}
