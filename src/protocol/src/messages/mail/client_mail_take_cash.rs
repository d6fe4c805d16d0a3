//! 0x0127: mail take cash, from the client.

use protocol_derive::Message;

/// Takes the money out of a letter.
///
/// Client to server, opcode 0x0127. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0127, from = Client, standing = Proven)]
pub struct ClientMailTakeCash {
    pub mail_id: u64,
    pub mailbox_unit_id: u32,
}
