//! 0x022B: cinematic022 b, from the server.

use protocol_derive::Message;

/// Part of a scene; what it does is unknown.
///
/// Server to client, opcode 0x022B. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x022B, from = Server, standing = Short)]
pub struct ServerCinematic022B {
    pub unknown0: u32,
    pub unknown1: bool,
}
