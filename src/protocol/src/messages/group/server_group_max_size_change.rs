//! 0x0462: group max size change, from the server.

use crate::enums::GroupFlags;
use protocol_derive::Message;

/// The group became a raid or no longer is one.
///
/// Server to client, opcode 0x0462. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0462, from = Server, standing = Proven)]
pub struct ServerGroupMaxSizeChange {
    pub group_id: u64,
    #[wire(bits = 32)]
    pub new_flags: GroupFlags,
    pub new_max_size: u32,
}
