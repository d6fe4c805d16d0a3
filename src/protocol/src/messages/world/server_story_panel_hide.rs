//! 0x0759: story panel hide, from the server.

use protocol_derive::Message;

/// Closes the story panel.
///
/// Server to client, opcode 0x0759. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0759, from = Server, standing = Empty)]
pub struct ServerStoryPanelHide;
