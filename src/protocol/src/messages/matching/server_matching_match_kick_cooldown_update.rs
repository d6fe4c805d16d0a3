//! 0x0616: matching match kick cooldown update, from the server.

use crate::enums::MatchingQueueResult;
use protocol_derive::Message;

/// How long until somebody can be voted out.
///
/// Server to client, opcode 0x0616. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0616, from = Server, standing = Short)]
pub struct ServerMatchingMatchKickCooldownUpdate {
    #[wire(bits = 6)]
    pub result: MatchingQueueResult,
    pub wait_time_before_vote_ms: u32,
}
