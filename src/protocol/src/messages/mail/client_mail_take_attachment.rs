//! 0x0126: mail take attachment, from the client.

use protocol_derive::Message;

/// Takes an item out of a letter.
///
/// Client to server, opcode 0x0126. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0126, from = Client, standing = Proven)]
pub struct ClientMailTakeAttachment {
    pub mail_id: u64,
    pub index: u32,
    pub mailbox_unit_id: u32,
}
