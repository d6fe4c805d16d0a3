//! 0x075C: story text unit yell, from the server.

use crate::structs::StoryMessage;
use protocol_derive::Message;

/// A story text an entity shouts.
///
/// Server to client, opcode 0x075C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x075C, from = Server, standing = Proven)]
pub struct ServerStoryTextUnitYell {
    pub story_message: StoryMessage,
    pub unit_id: u32,
    #[wire(bits = 18)]
    pub creature2_id: u32,
    pub text_bubble_range: f32,
}
