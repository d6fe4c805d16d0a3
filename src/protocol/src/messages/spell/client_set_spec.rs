//! 0x0174: set spec, from the client.

use protocol_derive::Message;

/// Changes the action set.
///
/// Client to server, opcode 0x0174. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0174, from = Client, standing = Proven)]
pub struct ClientSetSpec {
    #[wire(bits = 3)]
    pub spec_index: u8,
}
