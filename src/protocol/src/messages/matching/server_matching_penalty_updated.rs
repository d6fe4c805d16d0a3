//! 0x05D9: matching penalty updated, from the server.

use protocol_derive::Message;

/// How long the player may not join each kind of queue.
///
/// Server to client, opcode 0x05D9. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05D9, from = Server, standing = Short)]
pub struct ServerMatchingPenaltyUpdated {
    pub matching_penalty_times_ms: [u32; 16],
}
