//! 0x01D4: chat whisper, from the client.

use crate::structs::ChatFormat;
use crate::wire::WString;
use protocol_derive::Message;

/// Whispers to a character, or to an account friend.
///
/// Client to server, opcode 0x01D4. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01D4, from = Client, standing = Proven, reuse)]
pub struct ClientChatWhisper {
    pub to_name: WString,
    pub to_realm_name: WString,
    pub message: WString,
    #[wire(count = 5)]
    pub format: Vec<ChatFormat>,
    pub chat_message_id: u16,
    pub is_account_whisper: bool,
}
