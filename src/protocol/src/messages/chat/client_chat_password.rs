//! 0x01D0: chat password, from the client.

use crate::structs::Channel;
use crate::wire::WString;
use protocol_derive::Message;

/// Sets the password of a channel.
///
/// Client to server, opcode 0x01D0. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01D0, from = Client, standing = Proven)]
pub struct ClientChatPassword {
    pub channel: Channel,
    pub password: WString,
}
