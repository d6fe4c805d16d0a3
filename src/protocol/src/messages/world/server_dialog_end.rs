//! 0x0358: dialog end, from the server.

use protocol_derive::Message;

/// Closes the dialogue.
///
/// Server to client, opcode 0x0358. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0358, from = Server, standing = Proven)]
pub struct ServerDialogEnd {
    /// The client message struct has one member of up to 32 bits; a peer writes nothing.
    pub unknown0: u32,
}
