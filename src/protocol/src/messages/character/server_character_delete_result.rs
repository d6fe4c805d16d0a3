//! 0x00E6: character delete result, from the server.

use crate::enums::CharacterModifyResult;
use protocol_derive::Message;

/// How deleting a character ended.
///
/// Server to client, opcode 0x00E6. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 3.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E6, from = Server, standing = Short)]
pub struct ServerCharacterDeleteResult {
    #[wire(bits = 6)]
    pub result: CharacterModifyResult,
    pub data: u32,
}
