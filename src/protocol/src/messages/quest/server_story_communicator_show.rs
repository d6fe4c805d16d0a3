//! 0x073A: story communicator show, from the server.

use crate::enums::{StoryPanelType, WindowType};
use crate::structs::StoryMessage;
use protocol_derive::Message;

/// Somebody calls on the communicator with a text.
///
/// Server to client, opcode 0x073A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x073A, from = Server, standing = Proven)]
pub struct ServerStoryCommunicatorShow {
    pub story_message: StoryMessage,
    #[wire(bits = 18)]
    pub sound_event_id: u32,
    pub duration_ms: u32,
    #[wire(bits = 2)]
    pub window_type_id: WindowType,
    #[wire(bits = 2)]
    pub story_panel_type: StoryPanelType,
    #[wire(bits = 3)]
    pub priority: u8,
}
