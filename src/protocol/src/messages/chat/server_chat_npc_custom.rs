//! 0x01CA: chat npc custom, from the server.

use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// A creature says a text that is not in the client.
///
/// Server to client, opcode 0x01CA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01CA, from = Server, standing = Proven)]
pub struct ServerChatNPCCustom {
    pub channel: Channel,
    #[wire(bits = 21)]
    pub unit_name_localized_text_id: u32,
    pub custom_chat_text: WString,
}
