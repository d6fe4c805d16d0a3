//! 0x05B5: matching queue leave, from the client.

use crate::enums::MatchType;
use protocol_derive::Message;

/// Leaves a queue.
///
/// Client to server, opcode 0x05B5. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05B5, from = Client, standing = Proven)]
pub struct ClientMatchingQueueLeave {
    #[wire(bits = 5)]
    pub match_type: MatchType,
}
