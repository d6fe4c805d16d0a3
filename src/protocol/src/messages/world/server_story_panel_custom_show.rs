//! 0x075B: story panel custom show, from the server.

use crate::enums::{StoryPanel, StoryPanelStyle};
use crate::structs::StoryMessage;
use protocol_derive::Message;

/// Shows a story text in its panel, with style, sound and duration.
///
/// Server to client, opcode 0x075B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x075B, from = Server, standing = Proven)]
pub struct ServerStoryPanelCustomShow {
    pub story_message: StoryMessage,
    pub sound_context_event_id: u32,
    #[wire(bits = 32)]
    pub story_panel_type: StoryPanel,
    pub duration_ms: u32,
    #[wire(bits = 32)]
    pub story_panel_style: StoryPanelStyle,
}
