//! 0x01C2: chat accept, from the server.

use crate::structs::ChatFormatItemFull;
use crate::wire::WString;
use protocol_derive::Message;

/// A line of one's own was sent; the client shows it now. For a whisper it names the receiver.
///
/// Server to client, opcode 0x01C2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01C2, from = Server, standing = Proven)]
pub struct ServerChatAccept {
    pub chat_message_id: u16,
    pub gm: bool,
    #[wire(count = 5)]
    pub formats: Vec<ChatFormatItemFull>,
    pub sender_name: WString,
    pub realm_name: WString,
    pub unit_id: u32,
    pub premium_tier: u8,
}
