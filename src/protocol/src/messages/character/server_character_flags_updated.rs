//! 0x00FE: character flags updated, from the server.

use crate::enums::CharacterFlag;
use protocol_derive::Message;

/// The character's flags, such as the parts of the guild holomark; precedes the creation of its
/// entity.
///
/// Server to client, opcode 0x00FE. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 4, 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00FE, from = Server, standing = Short)]
pub struct ServerCharacterFlagsUpdated {
    #[wire(bits = 32)]
    pub flags: CharacterFlag,
}
