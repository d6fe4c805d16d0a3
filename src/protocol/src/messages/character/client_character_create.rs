//! 0x025B: character create, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Creates a character. Sent inside 0x025C.
///
/// Client to server, opcode 0x025B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 3.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x025B, from = Client, standing = Proven)]
pub struct ClientCharacterCreate {
    pub character_creation_id: u32,
    pub name: WString,
    #[wire(bits = 3)]
    pub path: u8,
    #[wire(count = 32)]
    pub labels: Vec<u32>,
    #[wire(same_as = labels)]
    pub values: Vec<u32>,
    #[wire(count = 32)]
    pub bones: Vec<f32>,
}
