//! 0x0717: queue status, from the server.

use protocol_derive::Message;

/// Place in the queue of a full realm and the expected wait.
///
/// Server to client, opcode 0x0717. Layout: proven against the client's own codec. Sequence:
/// flows.md section 2.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0717, from = Server, standing = Proven)]
pub struct ServerQueueStatus {
    pub queue_position: u32,
    pub wait_time_seconds: u32,
    pub is_guest: bool,
}
