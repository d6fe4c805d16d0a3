//! 0x014B: character rename result, from the server.

use crate::enums::CharacterModifyResult;
use crate::wire::WString;
use protocol_derive::Message;

/// How renaming a character ended.
///
/// Server to client, opcode 0x014B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x014B, from = Server, standing = Proven)]
pub struct ServerCharacterRenameResult {
    /// Client; a peer writes 3 bits.
    #[wire(bits = 6)]
    pub result: CharacterModifyResult,
    pub character_id: u64,
    pub name: WString,
}
