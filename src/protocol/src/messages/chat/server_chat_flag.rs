//! 0x01B7: chat flag, from the server.

use crate::enums::ChatChannelMemberFlags;
use crate::structs::Channel;
use protocol_derive::Message;

/// One's own rights in a channel changed.
///
/// Server to client, opcode 0x01B7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01B7, from = Server, standing = Proven)]
pub struct ServerChatFlag {
    pub chat_channel_id: Channel,
    #[wire(bits = 32)]
    pub flags: ChatChannelMemberFlags,
}
