//! 0x0256: costume set, from the client.

use protocol_derive::Message;

/// Wears a costume, or none.
///
/// Client to server, opcode 0x0256. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0256, from = Client, standing = Proven)]
pub struct ClientCostumeSet {
    pub index: i32,
}
