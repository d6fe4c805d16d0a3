//! 0x05E3: matching queue status, from the server.

use crate::enums::{MatchType, MatchingQueueStatus};
use crate::wire::BitSet;
use protocol_derive::Message;

/// All queues the player waits in, and whether a match is ready.
///
/// Server to client, opcode 0x05E3. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05E3, from = Server, standing = Proven)]
pub struct ServerMatchingQueueStatus {
    #[wire(bits = 4)]
    pub status: MatchingQueueStatus,
    #[wire(bits = 5)]
    pub joined_match_type: MatchType,
    #[wire(bits = 5)]
    pub ready_match_type: MatchType,
    #[wire(bits = 16)]
    pub queues_joined: BitSet,
}
