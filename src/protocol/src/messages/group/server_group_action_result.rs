//! 0x0443: group action result, from the server.

use crate::enums::GroupActionResult;
use crate::structs::Identity;
use protocol_derive::Message;

/// An operation on the group failed, and why.
///
/// Server to client, opcode 0x0443. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0443, from = Server, standing = Proven)]
pub struct ServerGroupActionResult {
    pub group_id: u64,
    pub identity: Identity,
    /// Client; a peer writes u32.
    #[wire(bits = 6)]
    pub result: GroupActionResult,
}
