//! 0x0158: show instance restricted dialog, from the server.

use protocol_derive::Message;

/// Tells that an instance cannot be entered.
///
/// Server to client, opcode 0x0158. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0158, from = Server, standing = Proven)]
pub struct ServerShowInstanceRestrictedDialog {
    /// The client message struct has one member of up to 32 bits; a peer writes nothing.
    pub unknown0: u32,
}
