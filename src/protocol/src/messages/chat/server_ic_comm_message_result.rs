//! 0x054C: ic comm message result, from the server.

use crate::enums::ICCommMessageResult;
use protocol_derive::Message;

/// How an add-on's message ended.
///
/// Server to client, opcode 0x054C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x054C, from = Server, standing = Proven)]
pub struct ServerICCommMessageResult {
    pub iccom_id: u64,
    pub message_id: u32,
    #[wire(bits = 4)]
    pub result: ICCommMessageResult,
}
