//! 0x01BD: chat kick, from the client.

use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// Throws somebody out of a channel.
///
/// Client to server, opcode 0x01BD. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01BD, from = Client, standing = Proven)]
pub struct ClientChatKick {
    pub channel: Channel,
    pub character_name: WString,
}
