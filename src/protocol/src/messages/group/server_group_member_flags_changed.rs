//! 0x0437: group member flags changed, from the server.

use crate::enums::GroupMemberInfoFlags;
use crate::structs::Identity;
use protocol_derive::Message;

/// Role or rights of a member changed.
///
/// Server to client, opcode 0x0437. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0437, from = Server, standing = Proven)]
pub struct ServerGroupMemberFlagsChanged {
    pub group_id: u64,
    pub member_index: u32,
    pub targeted_player: Identity,
    #[wire(bits = 32)]
    pub changed_flags: GroupMemberInfoFlags,
    pub is_from_promotion: bool,
}
