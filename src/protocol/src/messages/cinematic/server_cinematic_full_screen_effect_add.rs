//! 0x021A: cinematic full screen effect add, from the server.

use protocol_derive::Message;

/// An effect over the whole screen begins.
///
/// Server to client, opcode 0x021A. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x021A, from = Server, standing = Unproven)]
pub struct ServerCinematicFullScreenEffectAdd {
    pub delay: u32,
    pub full_screen_effect_id: u32,
}
