//! 0x0600: matching group member role selection, from the server.

use crate::enums::Role;
use crate::structs::Identity;
use protocol_derive::Message;

/// The roles a member offers for the match.
///
/// Server to client, opcode 0x0600. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0600, from = Server, standing = Proven)]
pub struct ServerMatchingGroupMemberRoleSelection {
    pub identity: Identity,
    #[wire(bits = 32)]
    pub role: Role,
}
