//! 0x041D: group invite result, from the server.

use crate::enums::GroupInviteResult;
use crate::wire::WString;
use protocol_derive::Message;

/// How inviting somebody ended.
///
/// Server to client, opcode 0x041D. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x041D, from = Server, standing = Proven)]
pub struct ServerGroupInviteResult {
    pub group_id: u64,
    pub name: WString,
    #[wire(bits = 5)]
    pub result: GroupInviteResult,
}
