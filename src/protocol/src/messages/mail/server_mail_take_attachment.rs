//! 0x05A8: mail take attachment, from the server.

use crate::enums::GenericError;
use protocol_derive::Message;

/// How taking an item out of a letter ended.
///
/// Server to client, opcode 0x05A8. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05A8, from = Server, standing = Proven)]
pub struct ServerMailTakeAttachment {
    pub mail_id: u64,
    #[wire(bits = 8)]
    pub result: GenericError,
    pub index: u32,
}
