//! 0x016D: character bindpoint, from the server.

use protocol_derive::Message;

/// Where the character is bound.
///
/// Server to client, opcode 0x016D. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x016D, from = Server, standing = Short)]
pub struct ServerCharacterBindpoint {
    pub bindpoint_id: u16,
}
