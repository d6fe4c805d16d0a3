//! 0x0753: story text unit, from the server.

use crate::structs::StoryMessage;
use protocol_derive::Message;

/// A story text over the head of an entity.
///
/// Server to client, opcode 0x0753. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0753, from = Server, standing = Proven)]
pub struct ServerStoryTextUnit {
    pub story_message: StoryMessage,
    pub unit_id: u32,
    pub is_emote: bool,
    pub is_text_bubble: bool,
    pub text_bubble_range: f32,
}
