//! 0x048B: guild flags update, from the server.

use crate::enums::GuildFlag;
use crate::structs::Identity;
use protocol_derive::Message;

/// The guild's flags changed, such as its tax.
///
/// Server to client, opcode 0x048B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x048B, from = Server, standing = Proven)]
pub struct ServerGuildFlagsUpdate {
    pub guild_identity: Identity,
    #[wire(bits = 32)]
    pub flags: GuildFlag,
}
