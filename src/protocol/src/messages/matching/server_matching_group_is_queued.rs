//! 0x05F2: matching group is queued, from the server.

use protocol_derive::Message;

/// The group waits in a queue.
///
/// Server to client, opcode 0x05F2. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05F2, from = Server, standing = Empty)]
pub struct ServerMatchingGroupIsQueued;
