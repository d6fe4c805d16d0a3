//! 0x0604: matching left queue, from the server.

use protocol_derive::Message;

/// The player waits in no queue any more.
///
/// Server to client, opcode 0x0604. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0604, from = Server, standing = Empty)]
pub struct ServerMatchingLeftQueue;
