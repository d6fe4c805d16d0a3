//! 0x01CE: chat mute, from the client.

use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// Mutes a member of a channel, or no longer.
///
/// Client to server, opcode 0x01CE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01CE, from = Client, standing = Proven)]
pub struct ClientChatMute {
    pub channel: Channel,
    pub character_name: WString,
    pub muted: bool,
}
