//! 0x00E7: character disabled, from the server.

use protocol_derive::Message;

/// A character in the list can or cannot be played.
///
/// Server to client, opcode 0x00E7. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E7, from = Server, standing = Short)]
pub struct ServerCharacterDisabled {
    pub character_id: u64,
    pub disabled: bool,
}
