//! 0x01C6: chat npc, from the server.

use crate::structs::Channel;
use protocol_derive::Message;

/// A creature says a text of the client's own.
///
/// Server to client, opcode 0x01C6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01C6, from = Server, standing = Proven)]
pub struct ServerChatNPC {
    pub channel: Channel,
    #[wire(bits = 21)]
    pub unit_name_localized_text_id: u32,
    #[wire(bits = 21)]
    pub message_localized_text_id: u32,
}
