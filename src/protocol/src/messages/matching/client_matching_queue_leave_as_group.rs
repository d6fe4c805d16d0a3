//! 0x05B6: matching queue leave as group, from the client.

use crate::enums::MatchType;
use protocol_derive::Message;

/// The leader takes the group out of a queue.
///
/// Client to server, opcode 0x05B6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05B6, from = Client, standing = Proven)]
pub struct ClientMatchingQueueLeaveAsGroup {
    #[wire(bits = 5)]
    pub match_type: MatchType,
}
