//! 0x019F: stance changed, from the server.

use protocol_derive::Message;

/// The innate ability changed.
///
/// Server to client, opcode 0x019F. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 4, 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x019F, from = Server, standing = Short)]
pub struct ServerStanceChanged {
    #[wire(bits = 2)]
    pub innate_index: u8,
}
