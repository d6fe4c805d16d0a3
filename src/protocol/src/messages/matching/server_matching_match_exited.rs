//! 0x05C0: matching match exited, from the server.

use protocol_derive::Message;

/// The player left the map of the match.
///
/// Server to client, opcode 0x05C0. Layout: empty, as the client expects. Sequence: flows.md
/// section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05C0, from = Server, standing = Empty)]
pub struct ServerMatchingMatchExited;
