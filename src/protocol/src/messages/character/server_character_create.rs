//! 0x00DC: character create, from the server.

use crate::enums::CharacterModifyResult;
use protocol_derive::Message;

/// How creating a character ended, and its id.
///
/// Server to client, opcode 0x00DC. Layout: proven against the client's own codec. Sequence:
/// flows.md section 3.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00DC, from = Server, standing = Proven)]
pub struct ServerCharacterCreate {
    pub character_id: u64,
    pub world_id: u32,
    /// Client codec u64,u32,u6; a peer writes only 3 bits, which truncates every result above 7.
    #[wire(bits = 6)]
    pub result: CharacterModifyResult,
}
