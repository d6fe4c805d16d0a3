//! 0x05B4: matching queue leave all, from the client.

use protocol_derive::Message;

/// Leaves all queues.
///
/// Client to server, opcode 0x05B4. Layout: empty, as the client expects. Sequence: flows.md
/// section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05B4, from = Client, standing = Empty)]
pub struct ClientMatchingQueueLeaveAll;
