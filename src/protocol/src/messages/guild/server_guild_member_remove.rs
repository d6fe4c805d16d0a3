//! 0x04A2: guild member remove, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A member left or was removed.
///
/// Server to client, opcode 0x04A2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04A2, from = Server, standing = Proven)]
pub struct ServerGuildMemberRemove {
    pub guild_identity: Identity,
    pub member_to_remove: Identity,
    pub member_count: u16,
    pub online_member_count: u16,
}
