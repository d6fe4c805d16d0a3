//! 0x04A5: guild motd update, from the server.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// The guild's message of the day changed.
///
/// Server to client, opcode 0x04A5. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04A5, from = Server, standing = Proven)]
pub struct ServerGuildMotdUpdate {
    pub guild_identity: Identity,
    pub message_of_the_day: WString,
}
