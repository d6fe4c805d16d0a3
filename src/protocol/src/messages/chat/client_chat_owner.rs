//! 0x01CF: chat owner, from the client.

use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// Hands a channel over.
///
/// Client to server, opcode 0x01CF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01CF, from = Client, standing = Proven)]
pub struct ClientChatOwner {
    pub channel: Channel,
    pub character_name: WString,
}
