//! 0x0406: group flags changed, from the client.

use crate::enums::GroupFlags;
use protocol_derive::Message;

/// Changes what the group is: raid, open to requests, locked roles.
///
/// Client to server, opcode 0x0406. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0406, from = Client, standing = Proven)]
pub struct ClientGroupFlagsChanged {
    pub group_id: u64,
    #[wire(bits = 32)]
    pub new_flags: GroupFlags,
}
