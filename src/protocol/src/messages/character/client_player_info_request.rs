//! 0x0597: player info request, from the client.

use crate::structs::Identity;
use protocol_derive::Message;

/// Asks who an identity is.
///
/// Client to server, opcode 0x0597. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0597, from = Client, standing = Proven)]
pub struct ClientPlayerInfoRequest {
    #[wire(bits = 4)]
    pub type_: u8,
    pub identity: Identity,
}
