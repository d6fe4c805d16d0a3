//! 0x01A3: amp list, from the server.

use protocol_derive::Message;

/// The AMPs of an action set.
///
/// Server to client, opcode 0x01A3. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01A3, from = Server, standing = Proven)]
pub struct ServerAmpList {
    #[wire(bits = 3)]
    pub spec_index: u8,
    #[wire(count = 7)]
    pub amps: Vec<u16>,
}
