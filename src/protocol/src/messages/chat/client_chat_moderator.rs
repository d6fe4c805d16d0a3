//! 0x01CD: chat moderator, from the client.

use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// Makes a member of a channel a moderator, or no longer.
///
/// Client to server, opcode 0x01CD. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01CD, from = Client, standing = Proven)]
pub struct ClientChatModerator {
    pub channel: Channel,
    pub character_name: WString,
    pub make_moderator: bool,
}
