//! 0x01C0: chat list, from the server.

use crate::enums::{ChatChannelMemberFlags, ChatChannelType};
use crate::wire::WString;
use protocol_derive::Message;

/// The members of a channel, in parts. The last bit tells that more follow.
///
/// Server to client, opcode 0x01C0. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01C0, from = Server, standing = Proven)]
pub struct ServerChatList {
    #[wire(bits = 14)]
    pub type_: ChatChannelType,
    pub channel_id: u64,
    #[wire(count = 32)]
    pub names: Vec<WString>,
    #[wire(same_as = names, bits = 32)]
    pub flags: Vec<ChatChannelMemberFlags>,
    pub more: bool,
}
