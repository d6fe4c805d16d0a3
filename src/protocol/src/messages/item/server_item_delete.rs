//! 0x0148: item delete, from the server.

use crate::enums::ItemUpdateReason;
use protocol_derive::Message;

/// An item left the bags, and why.
///
/// Server to client, opcode 0x0148. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 8, 10, 11, 14.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0148, from = Server, standing = Short)]
pub struct ServerItemDelete {
    pub guid: u64,
    #[wire(bits = 6)]
    pub reason: ItemUpdateReason,
}
