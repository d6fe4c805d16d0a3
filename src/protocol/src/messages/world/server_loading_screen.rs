//! 0x083C: loading screen, from the server.

use protocol_derive::Message;

/// Shows the loading screen.
///
/// Server to client, opcode 0x083C. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x083C, from = Server, standing = Empty)]
pub struct ServerLoadingScreen;
