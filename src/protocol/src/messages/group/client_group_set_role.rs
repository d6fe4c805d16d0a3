//! 0x0408: group set role, from the client.

use crate::enums::GroupMemberInfoFlags;
use crate::structs::Identity;
use protocol_derive::Message;

/// Sets the role or rights of a member.
///
/// Client to server, opcode 0x0408. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0408, from = Client, standing = Proven)]
pub struct ClientGroupSetRole {
    pub group_id: u64,
    pub targeted_player: Identity,
    #[wire(bits = 32)]
    pub current_flags: GroupMemberInfoFlags,
    #[wire(bits = 32)]
    pub changed_flag: GroupMemberInfoFlags,
}
