//! 0x0424: group request join response, from the server.

use crate::structs::GroupMember;
use protocol_derive::Message;

/// Somebody asks to join; the leader is to decide.
///
/// Server to client, opcode 0x0424. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0424, from = Server, standing = Partial)]
pub struct ServerGroupRequestJoinResponse {
    pub group_id: u64,
    pub member_info: GroupMember,
}
