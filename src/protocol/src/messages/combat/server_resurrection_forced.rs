//! 0x0101: resurrection forced, from the server.

use protocol_derive::Message;

/// The player was raised without being asked.
///
/// Server to client, opcode 0x0101. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0101, from = Server, standing = Empty)]
pub struct ServerResurrectionForced;
