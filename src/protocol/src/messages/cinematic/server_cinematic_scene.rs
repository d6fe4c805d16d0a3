//! 0x0227: cinematic scene, from the server.

use protocol_derive::Message;

/// Plays a prepared scene.
///
/// Server to client, opcode 0x0227. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0227, from = Server, standing = Short)]
pub struct ServerCinematicScene {
    pub delay: u32,
    pub scene_id: u32,
}
