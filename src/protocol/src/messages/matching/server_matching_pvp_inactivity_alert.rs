//! 0x05E6: matching pvp inactivity alert, from the server.

use protocol_derive::Message;

/// The player will be removed for doing nothing.
///
/// Server to client, opcode 0x05E6. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05E6, from = Server, standing = Short)]
pub struct ServerMatchingPvpInactivityAlert {
    pub remaining_time_ms: u32,
}
