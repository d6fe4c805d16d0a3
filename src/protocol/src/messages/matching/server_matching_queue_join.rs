//! 0x05DF: matching queue join, from the server.

use crate::enums::{MatchType, MatchingQueueFlags, Role};
use protocol_derive::{Message, Wire};

/// The player waits in a queue.
///
/// Server to client, opcode 0x05DF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05DF, from = Server, standing = Proven)]
pub struct ServerMatchingQueueJoin {
    pub map_data: ServerMatchingQueueJoinMapData,
    pub queue_data: ServerMatchingQueueJoinQueueData,
    #[wire(bits = 32)]
    pub queued_roles: Role,
}

/// What `map_data` of [`ServerMatchingQueueJoin`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingQueueJoinMapData {
    #[wire(bits = 5)]
    pub match_type: MatchType,
    #[wire(count = 32)]
    pub matching_game_map_ids: Vec<u32>,
    #[wire(bits = 14)]
    pub matching_game_type: u16,
    #[wire(bits = 32)]
    pub queue_flags: MatchingQueueFlags,
}

/// What `queue_data` of [`ServerMatchingQueueJoin`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerMatchingQueueJoinQueueData {
    #[wire(bits = 5)]
    pub match_type: MatchType,
    pub is_party: bool,
    pub queue_time: u32,
    pub average_wait_time: u32,
}
