//! 0x05B0: matching manager0x5 b0, from the server.

use protocol_derive::Message;

/// Something about the queues; unknown.
///
/// Server to client, opcode 0x05B0. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05B0, from = Server, standing = Short)]
pub struct ServerMatchingManager0x5B0 {
    pub unknown: bool,
}
