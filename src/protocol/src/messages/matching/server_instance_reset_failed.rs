//! 0x0154: instance reset failed, from the server.

use protocol_derive::Message;

/// An instance could not be reset.
///
/// Server to client, opcode 0x0154. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0154, from = Server, standing = Proven)]
pub struct ServerInstanceResetFailed {
    /// The client message struct has one member of up to 32 bits; a peer writes nothing.
    pub unknown0: u32,
}
