//! 0x01D3: chat result, from the server.

use crate::enums::ChatResult;
use crate::structs::Channel;
use protocol_derive::Message;

/// A line or a command of chat failed, and why.
///
/// Server to client, opcode 0x01D3. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01D3, from = Server, standing = Proven)]
pub struct ServerChatResult {
    pub channel: Channel,
    #[wire(bits = 5)]
    pub chat_result: ChatResult,
    pub chat_message_id: u16,
}
