//! 0x01BA: chat join, from the client.

use crate::enums::ChatChannelType;
use crate::wire::WString;
use protocol_derive::Message;

/// Joins or makes a channel.
///
/// Client to server, opcode 0x01BA. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01BA, from = Client, standing = Proven)]
pub struct ClientChatJoin {
    #[wire(bits = 14)]
    pub type_: ChatChannelType,
    pub name: WString,
    pub password: WString,
    pub order: u32,
}
