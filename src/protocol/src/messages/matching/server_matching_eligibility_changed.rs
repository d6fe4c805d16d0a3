//! 0x05B8: matching eligibility changed, from the server.

use protocol_derive::Message;

/// Which queues the player may join.
///
/// Server to client, opcode 0x05B8. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05B8, from = Server, standing = Short)]
pub struct ServerMatchingEligibilityChanged {
    pub matching_eligibility_flags: u32,
}
