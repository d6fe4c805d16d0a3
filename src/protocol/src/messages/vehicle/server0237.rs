//! 0x0237: 0237, from the server.

use protocol_derive::Message;

/// Sent to a rider as it mounts; what the number says is unknown.
///
/// Server to client, opcode 0x0237. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0237, from = Server, standing = Short)]
pub struct Server0237 {
    pub unknown0: u32,
}
