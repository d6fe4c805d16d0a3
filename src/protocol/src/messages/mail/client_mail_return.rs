//! 0x0124: mail return, from the client.

use protocol_derive::Message;

/// Sends a letter back.
///
/// Client to server, opcode 0x0124. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0124, from = Client, standing = Proven)]
pub struct ClientMailReturn {
    pub mail_id: u64,
}
