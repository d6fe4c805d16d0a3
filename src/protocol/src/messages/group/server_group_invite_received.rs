//! 0x041F: group invite received, from the server.

use crate::structs::GroupCharacter;
use protocol_derive::Message;

/// An invitation to a group, with its members.
///
/// Server to client, opcode 0x041F. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x041F, from = Server, standing = Partial)]
pub struct ServerGroupInviteReceived {
    pub group_id: u64,
    pub leader_index: u32,
    pub inviter_index: u32,
    #[wire(count = 32)]
    pub members: Vec<GroupCharacter>,
}
