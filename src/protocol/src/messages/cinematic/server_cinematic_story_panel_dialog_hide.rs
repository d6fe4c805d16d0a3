//! 0x0229: cinematic story panel dialog hide, from the server.

use protocol_derive::Message;

/// The text of the story panel goes.
///
/// Server to client, opcode 0x0229. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0229, from = Server, standing = Unproven)]
pub struct ServerCinematicStoryPanelDialogHide {
    pub delay: u32,
}
