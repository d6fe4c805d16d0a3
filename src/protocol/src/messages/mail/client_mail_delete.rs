//! 0x011E: mail delete, from the client.

use protocol_derive::Message;

/// Deletes letters.
///
/// Client to server, opcode 0x011E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x011E, from = Client, standing = Proven)]
pub struct ClientMailDelete {
    #[wire(count = 32)]
    pub mail_list: Vec<u64>,
}
