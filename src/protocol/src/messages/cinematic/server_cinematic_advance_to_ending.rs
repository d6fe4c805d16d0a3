//! 0x021F: cinematic advance to ending, from the server.

use protocol_derive::Message;

/// Jump to the end of the scene.
///
/// Server to client, opcode 0x021F. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x021F, from = Server, standing = Unproven)]
pub struct ServerCinematicAdvanceToEnding {
    pub unused: u8,
}
