//! 0x01C3: chat, from the client.

use crate::structs::{Channel, ChatFormat};
use crate::wire::WString;
use protocol_derive::Message;

/// Says something in a channel.
///
/// Client to server, opcode 0x01C3. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01C3, from = Client, standing = Proven, reuse)]
pub struct ClientChat {
    pub channel: Channel,
    pub message: WString,
    #[wire(count = 5)]
    pub format: Vec<ChatFormat>,
    pub chat_message_id: u16,
}
