//! 0x0456: group request join result, from the server.

use crate::enums::GroupInviteResult;
use crate::wire::WString;
use protocol_derive::Message;

/// How asking to join, or inviting, ended.
///
/// Server to client, opcode 0x0456. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0456, from = Server, standing = Proven)]
pub struct ServerGroupRequestJoinResult {
    pub group_id: u64,
    pub name: WString,
    #[wire(bits = 5)]
    pub result: GroupInviteResult,
    pub is_join: bool,
}
