//! 0x0352: character delete, from the client.

use protocol_derive::Message;

/// Deletes a character.
///
/// Client to server, opcode 0x0352. Layout: proven against the client's own codec. Sequence:
/// flows.md section 3.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0352, from = Client, standing = Proven)]
pub struct ClientCharacterDelete {
    pub character_id: u64,
}
