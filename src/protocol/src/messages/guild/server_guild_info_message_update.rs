//! 0x048F: guild info message update, from the server.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// The guild's description changed.
///
/// Server to client, opcode 0x048F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x048F, from = Server, standing = Proven)]
pub struct ServerGuildInfoMessageUpdate {
    pub guild_identity: Identity,
    pub info_message: WString,
}
