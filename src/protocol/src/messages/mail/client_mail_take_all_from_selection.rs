//! 0x0125: mail take all from selection, from the client.

use protocol_derive::Message;

/// Takes everything out of several letters.
///
/// Client to server, opcode 0x0125. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0125, from = Client, standing = Proven)]
pub struct ClientMailTakeAllFromSelection {
    #[wire(count = 32)]
    pub mail_list: Vec<u64>,
    pub mailbox_unit_id: u32,
}
