//! 0x0219: cinematic player control, from the server.

use protocol_derive::Message;

/// Whether the player may move meanwhile.
///
/// Server to client, opcode 0x0219. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0219, from = Server, standing = Unproven)]
pub struct ServerCinematicPlayerControl {
    pub delay: u32,
    pub allow: bool,
}
