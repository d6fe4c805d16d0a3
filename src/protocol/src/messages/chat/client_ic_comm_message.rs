//! 0x054B: ic comm message, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// An add-on says something to its channel or to one player.
///
/// Client to server, opcode 0x054B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x054B, from = Client, standing = Proven)]
pub struct ClientICCommMessage {
    pub iccomm_id: u64,
    pub message_id: u32,
    #[wire(bits = 8)]
    pub message: WString,
    pub recipient_name: WString,
}
