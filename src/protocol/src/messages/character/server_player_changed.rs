//! 0x019B: player changed, from the server.

use protocol_derive::Message;

/// Tells the client which entity is its own; follows that entity's creation.
///
/// Server to client, opcode 0x019B. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x019B, from = Server, standing = Short)]
pub struct ServerPlayerChanged {
    pub guid: u32,
    pub unknown1: u32,
}
