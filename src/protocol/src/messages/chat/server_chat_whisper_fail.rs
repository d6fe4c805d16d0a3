//! 0x01D9: chat whisper fail, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// A whisper found nobody.
///
/// Server to client, opcode 0x01D9. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01D9, from = Server, standing = Proven)]
pub struct ServerChatWhisperFail {
    pub character_to: WString,
    pub is_account_whisper: bool,
    pub chat_message_id: u16,
}
