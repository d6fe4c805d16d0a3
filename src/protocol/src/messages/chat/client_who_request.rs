//! 0x0959: who request, from the client.

use crate::structs::WhoParameter;
use protocol_derive::Message;

/// Searches players.
///
/// Client to server, opcode 0x0959. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0959, from = Client, standing = Proven)]
pub struct ClientWhoRequest {
    #[wire(count = 32, max = 64)]
    pub parameter: Vec<WhoParameter>,
    #[wire(count = 32)]
    pub parameter_group_counts: Vec<i32>,
}
