//! 0x00EB: duel failure, from the server.

use crate::enums::DuelFailureReason;
use protocol_derive::Message;

/// A duel could not be, and why.
///
/// Server to client, opcode 0x00EB. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00EB, from = Server, standing = Short)]
pub struct ServerDuelFailure {
    #[wire(bits = 5)]
    pub reason: DuelFailureReason,
}
