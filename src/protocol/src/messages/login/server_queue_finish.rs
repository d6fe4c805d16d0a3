//! 0x0715: queue finish, from the server.

use protocol_derive::Message;

/// The queue is over; the character list follows.
///
/// Server to client, opcode 0x0715. Layout: empty, as the client expects. Sequence: flows.md
/// section 2.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0715, from = Server, standing = Empty)]
pub struct ServerQueueFinish;
