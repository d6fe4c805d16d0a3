//! 0x0987: store finalise, from the server.

use protocol_derive::Message;

/// The store is complete; the last of its messages.
///
/// Server to client, opcode 0x0987. Layout: empty, as the client expects. Sequence: flows.md
/// sections 4, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0987, from = Server, standing = Empty)]
pub struct ServerStoreFinalise;
