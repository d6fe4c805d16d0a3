//! 0x0122: mail open, from the client.

use protocol_derive::Message;

/// Letters were read; needs no answer.
///
/// Client to server, opcode 0x0122. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0122, from = Client, standing = Proven)]
pub struct ClientMailOpen {
    #[wire(count = 32)]
    pub mail_list: Vec<u64>,
}
