//! 0x042B: group leave, from the client.

use protocol_derive::Message;

/// Leaves the group or dissolves it.
///
/// Client to server, opcode 0x042B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x042B, from = Client, standing = Proven)]
pub struct ClientGroupLeave {
    pub group_id: u64,
    pub should_disband: bool,
}
