//! 0x07E0: character list, from the client.

use protocol_derive::Message;

/// Asks for the character list.
///
/// Client to server, opcode 0x07E0. Layout: empty, as the client expects. Sequence: flows.md
/// sections 2, 6.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07E0, from = Client, standing = Empty)]
pub struct ClientCharacterList;
