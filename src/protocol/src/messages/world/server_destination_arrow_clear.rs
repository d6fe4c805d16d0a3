//! 0x07E4: destination arrow clear, from the server.

use protocol_derive::Message;

/// The arrow to the destination goes.
///
/// Server to client, opcode 0x07E4. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07E4, from = Server, standing = Empty)]
pub struct ServerDestinationArrowClear;
