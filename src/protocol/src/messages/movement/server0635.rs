//! 0x0635: 0635, from the client.

use protocol_derive::Message;

/// Acknowledges 0x0636. The client sends it, whatever its name says.
///
/// Client to server, opcode 0x0635. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0635, from = Client, standing = Proven)]
pub struct Server0635 {
    pub unknown0: u32,
}
