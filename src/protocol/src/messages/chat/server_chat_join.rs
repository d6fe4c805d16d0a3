//! 0x01BC: chat join, from the server.

use crate::enums::ChatChannelMemberFlags;
use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// One has joined a channel.
///
/// Server to client, opcode 0x01BC. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01BC, from = Server, standing = Proven)]
pub struct ServerChatJoin {
    pub channel: Channel,
    pub name: WString,
    pub member_count: u32,
    #[wire(bits = 32)]
    pub flags: ChatChannelMemberFlags,
    pub order: u32,
}
