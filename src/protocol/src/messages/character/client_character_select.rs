//! 0x07DD: character select, from the client.

use protocol_derive::Message;

/// Enters the world with a character.
///
/// Client to server, opcode 0x07DD. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 3, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07DD, from = Client, standing = Proven)]
pub struct ClientCharacterSelect {
    pub character_id: u64,
}
