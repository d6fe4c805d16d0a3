//! 0x0786: character rename, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Renames a character.
///
/// Client to server, opcode 0x0786. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0786, from = Client, standing = Proven)]
pub struct ClientCharacterRename {
    pub character_id: u64,
    pub name: WString,
}
