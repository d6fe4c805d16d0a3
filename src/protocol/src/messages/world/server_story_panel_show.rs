//! 0x075A: story panel show, from the server.

use crate::structs::StoryMessage;
use protocol_derive::Message;

/// Shows a story text in its panel.
///
/// Server to client, opcode 0x075A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x075A, from = Server, standing = Proven)]
pub struct ServerStoryPanelShow {
    pub story_message: StoryMessage,
}
