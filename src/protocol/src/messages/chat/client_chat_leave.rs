//! 0x01BE: chat leave, from the client.

use crate::structs::Channel;
use protocol_derive::Message;

/// Leaves a channel.
///
/// Client to server, opcode 0x01BE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01BE, from = Client, standing = Proven)]
pub struct ClientChatLeave {
    pub channel: Channel,
}
