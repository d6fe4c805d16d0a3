//! 0x0129: unlock mount, from the server.

use protocol_derive::Message;

/// A mount was unlocked.
///
/// Server to client, opcode 0x0129. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0129, from = Server, standing = Short)]
pub struct ServerUnlockMount {
    #[wire(bits = 18)]
    pub spell4_id: u32,
}
