//! 0x0123: mail pay cod, from the client.

use protocol_derive::Message;

/// Pays for what a letter holds.
///
/// Client to server, opcode 0x0123. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0123, from = Client, standing = Proven)]
pub struct ClientMailPayCod {
    pub mail_id: u64,
    pub mailbox_unit_id: u32,
}
