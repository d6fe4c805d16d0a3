//! 0x0225: cinematic visual effect end, from the server.

use protocol_derive::Message;

/// An effect ends.
///
/// Server to client, opcode 0x0225. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0225, from = Server, standing = Short)]
pub struct ServerCinematicVisualEffectEnd {
    pub delay: u32,
    pub visual_handle: u32,
}
