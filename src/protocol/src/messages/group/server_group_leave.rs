//! 0x042D: group leave, from the server.

use crate::enums::RemoveReason;
use protocol_derive::Message;

/// The player is in no group any more.
///
/// Server to client, opcode 0x042D. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x042D, from = Server, standing = Short)]
pub struct ServerGroupLeave {
    pub group_id: u64,
    #[wire(bits = 4)]
    pub reason: RemoveReason,
}
