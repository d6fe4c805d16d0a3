//! 0x01BB: chat join result, from the server.

use crate::enums::{ChatChannelType, ChatResult};
use crate::wire::WString;
use protocol_derive::Message;

/// Joining a channel failed, and why.
///
/// Server to client, opcode 0x01BB. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01BB, from = Server, standing = Proven)]
pub struct ServerChatJoinResult {
    #[wire(bits = 14)]
    pub chat_channel_id: ChatChannelType,
    pub name: WString,
    #[wire(bits = 5)]
    pub result: ChatResult,
}
