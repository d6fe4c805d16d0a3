//! 0x0405: group member add, from the server.

use crate::structs::GroupMember;
use protocol_derive::Message;

/// Somebody joined the group.
///
/// Server to client, opcode 0x0405. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0405, from = Server, standing = Partial)]
pub struct ServerGroupMemberAdd {
    pub group_id: u64,
    pub unknown0: u32,
    pub added_member: GroupMember,
}
