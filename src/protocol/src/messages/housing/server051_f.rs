//! 0x051F: 051 f, from the server.

use protocol_derive::Message;

/// Something about a plot of a residence; unknown.
///
/// Server to client, opcode 0x051F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x051F, from = Server, standing = Proven)]
pub struct Server051F {
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub residence_id: u64,
    pub plot_index: u32,
}
