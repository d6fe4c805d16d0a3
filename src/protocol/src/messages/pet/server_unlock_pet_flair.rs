//! 0x068D: unlock pet flair, from the server.

use protocol_derive::Message;

/// A flair was unlocked.
///
/// Server to client, opcode 0x068D. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x068D, from = Server, standing = Short)]
pub struct ServerUnlockPetFlair {
    #[wire(bits = 14)]
    pub pet_flair_id: u16,
}
