//! 0x01B5: chat action, from the server.

use crate::enums::ChatChannelAction;
use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// Somebody did something to somebody in a channel: joined, kicked, muted, promoted.
///
/// Server to client, opcode 0x01B5. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01B5, from = Server, standing = Proven)]
pub struct ServerChatAction {
    pub channel: Channel,
    pub name_actor: WString,
    pub name_acted_on: WString,
    #[wire(bits = 4)]
    pub action: ChatChannelAction,
}
