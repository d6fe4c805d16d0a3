//! 0x017F: item stack count update, from the server.

use crate::enums::ItemUpdateReason;
use protocol_derive::Message;

/// The number of a stack changed.
///
/// Server to client, opcode 0x017F. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 8, 10, 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x017F, from = Server, standing = Proven)]
pub struct ServerItemStackCountUpdate {
    pub guid: u64,
    pub stack_count: u32,
    #[wire(bits = 6)]
    pub reason: ItemUpdateReason,
}
