//! 0x05A2: mail result, from the server.

use crate::enums::GenericError;
use protocol_derive::Message;

/// How an operation on mail ended.
///
/// Server to client, opcode 0x05A2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05A2, from = Server, standing = Proven)]
pub struct ServerMailResult {
    pub action: u32,
    pub mail_id: u64,
    #[wire(bits = 8)]
    pub result: GenericError,
}
