//! 0x01AE: unlock vanity pet, from the server.

use protocol_derive::Message;

/// A vanity pet was unlocked.
///
/// Server to client, opcode 0x01AE. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01AE, from = Server, standing = Short)]
pub struct ServerUnlockVanityPet {
    #[wire(bits = 18)]
    pub spell4_id: u32,
}
