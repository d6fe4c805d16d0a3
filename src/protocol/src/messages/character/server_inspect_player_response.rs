//! 0x0553: inspect player response, from the server.

use crate::structs::Item;
use protocol_derive::Message;

/// Another player's gear.
///
/// Server to client, opcode 0x0553. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0553, from = Server, standing = Proven)]
pub struct ServerInspectPlayerResponse {
    pub guid: u32,
    #[wire(count = 5)]
    pub items: Vec<Item>,
}
