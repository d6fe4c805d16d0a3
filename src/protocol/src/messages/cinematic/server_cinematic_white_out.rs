//! 0x022D: cinematic white out, from the server.

use protocol_derive::Message;

/// The screen fades to white; the client answers when it has.
///
/// Server to client, opcode 0x022D. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x022D, from = Server, standing = Empty)]
pub struct ServerCinematicWhiteOut;
