//! 0x0738: generic floater complex, from the server.

use crate::structs::StoryMessage;
use protocol_derive::Message;

/// A story text floats over the player.
///
/// Server to client, opcode 0x0738. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0738, from = Server, standing = Proven)]
pub struct ServerGenericFloaterComplex {
    /// A peer nests a list of `StoryMessage`; no such client codec.
    pub story_message: StoryMessage,
}
