//! 0x05CC: matching match participant count update, from the server.

use protocol_derive::Message;

/// How many have accepted the match.
///
/// Server to client, opcode 0x05CC. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05CC, from = Server, standing = Short)]
pub struct ServerMatchingMatchParticipantCountUpdate {
    pub ally: bool,
}
