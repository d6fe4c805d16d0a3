//! 0x0210: cinematic complete, from the server.

use protocol_derive::Message;

/// The scene is over.
///
/// Server to client, opcode 0x0210. Layout: empty, as the client expects. Sequence: flows.md
/// section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0210, from = Server, standing = Empty)]
pub struct ServerCinematicComplete;
