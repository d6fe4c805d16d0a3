//! 0x0628: matching average wait time update, from the server.

use crate::enums::MatchType;
use protocol_derive::Message;

/// The usual wait of a queue.
///
/// Server to client, opcode 0x0628. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0628, from = Server, standing = Short)]
pub struct ServerMatchingAverageWaitTimeUpdate {
    #[wire(bits = 5)]
    pub type_: MatchType,
    pub average_wait_time: u32,
}
