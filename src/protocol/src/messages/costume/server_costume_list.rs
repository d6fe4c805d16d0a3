//! 0x00D9: costume list, from the server.

use crate::structs::Costume;
use protocol_derive::Message;

/// All costumes; sent on entering the world.
///
/// Server to client, opcode 0x00D9. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00D9, from = Server, standing = Proven)]
pub struct ServerCostumeList {
    #[wire(count = 32)]
    pub costumes: Vec<Costume>,
}
