//! 0x00A9: challenge shared, from the server.

use protocol_derive::Message;

/// Somebody shares a challenge.
///
/// Server to client, opcode 0x00A9. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00A9, from = Server, standing = Short)]
pub struct ServerChallengeShared {
    #[wire(bits = 14)]
    pub challenge_id: u16,
    pub sharer_unit_id: u32,
}
