//! 0x0818: 0818, from the server.

use crate::structs::TargetInfo;
use protocol_derive::Message;

/// A further target of a spell under way.
///
/// Server to client, opcode 0x0818. Layout: proven against the client's codec except for
/// conditional parts.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0818, from = Server, standing = Partial)]
pub struct Server0818 {
    pub casting_id: u32,
    pub target_info: TargetInfo,
}
