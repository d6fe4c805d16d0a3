//! 0x0623: matching match operation result, from the server.

use crate::enums::MatchingQueueResult;
use protocol_derive::Message;

/// An operation on the match failed, and why.
///
/// Server to client, opcode 0x0623. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0623, from = Server, standing = Short)]
pub struct ServerMatchingMatchOperationResult {
    #[wire(bits = 6)]
    pub result: MatchingQueueResult,
    pub wait_time_before_vote_ms: u32,
}
