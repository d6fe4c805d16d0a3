//! 0x05F8: matching queue random, from the client.

use crate::enums::{MatchType, MatchingQueueFlags, Role};
use protocol_derive::Message;

/// Joins the random queue alone.
///
/// Client to server, opcode 0x05F8. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05F8, from = Client, standing = Proven)]
pub struct ClientMatchingQueueRandom {
    #[wire(bits = 5)]
    pub match_type: MatchType,
    #[wire(bits = 32)]
    pub flags: MatchingQueueFlags,
    #[wire(bits = 32)]
    pub roles: Role,
}
