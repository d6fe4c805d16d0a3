//! 0x0226: cinematic start time, from the server.

use protocol_derive::Message;

/// Shifts when the following parts of the scene run, relative to now.
///
/// Server to client, opcode 0x0226. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0226, from = Server, standing = Unproven)]
pub struct ServerCinematicStartTime {
    pub sequence_offset: u32,
}
