//! 0x00AA: challenge share timeout, from the server.

use protocol_derive::Message;

/// A shared challenge can no longer be taken.
///
/// Server to client, opcode 0x00AA. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00AA, from = Server, standing = Short)]
pub struct ServerChallengeShareTimeout {
    #[wire(bits = 14)]
    pub challenge_id: u16,
}
