//! 0x01D2: chat list, from the client.

use crate::structs::Channel;
use protocol_derive::Message;

/// Asks for the members of a channel.
///
/// Client to server, opcode 0x01D2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01D2, from = Client, standing = Proven)]
pub struct ClientChatList {
    pub channel: Channel,
}
