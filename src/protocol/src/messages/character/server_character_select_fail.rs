//! 0x0162: character select fail, from the server.

use crate::enums::CharacterSelectResult;
use protocol_derive::Message;

/// The chosen character cannot enter the world, and why.
///
/// Server to client, opcode 0x0162. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 3, 6.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0162, from = Server, standing = Short)]
pub struct ServerCharacterSelectFail {
    #[wire(bits = 3)]
    pub result: CharacterSelectResult,
}
