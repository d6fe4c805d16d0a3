//! 0x01C8: chat, from the server.

use crate::enums::AccountPresenceState;
use crate::structs::{Channel, ChatFormat, Identity};
use crate::wire::WString;
use protocol_derive::Message;

/// Somebody says something in a channel.
///
/// Server to client, opcode 0x01C8. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01C8, from = Server, standing = Proven)]
pub struct ServerChat {
    pub channel: Channel,
    pub gm: bool,
    pub self_: bool,
    pub auto_response: bool,
    pub from: Identity,
    pub from_name: WString,
    pub from_realm: WString,
    #[wire(bits = 3)]
    pub presence_state: AccountPresenceState,
    pub text: WString,
    #[wire(count = 5)]
    pub formats: Vec<ChatFormat>,
    pub cross_faction: bool,
    pub chat_message_id: u16,
    pub unit_id: u32,
    pub premium_tier: u8,
}
