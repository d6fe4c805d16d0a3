//! 0x0223: cinematic full screen effect remove, from the server.

use protocol_derive::Message;

/// An effect over the whole screen ends.
///
/// Server to client, opcode 0x0223. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0223, from = Server, standing = Unproven)]
pub struct ServerCinematicFullScreenEffectRemove {
    pub delay: u32,
    pub full_screen_effect_id: u32,
}
