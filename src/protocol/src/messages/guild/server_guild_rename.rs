//! 0x04AF: guild rename, from the server.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// A guild has another name.
///
/// Server to client, opcode 0x04AF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04AF, from = Server, standing = Proven)]
pub struct ServerGuildRename {
    pub guild_identity: Identity,
    pub name: WString,
}
