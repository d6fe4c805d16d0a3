//! 0x0410: group flags changed, from the server.

use crate::enums::GroupFlags;
use protocol_derive::Message;

/// What the group is changed.
///
/// Server to client, opcode 0x0410. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0410, from = Server, standing = Proven)]
pub struct ServerGroupFlagsChanged {
    pub group_id: u64,
    pub unk0: u32,
    #[wire(bits = 32)]
    pub flags: GroupFlags,
}
