//! 0x0151: respec amps, from the client.

use crate::enums::AmpRespecType;
use protocol_derive::Message;

/// Takes AMPs back: all, a section, or one.
///
/// Client to server, opcode 0x0151. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0151, from = Client, standing = Proven)]
pub struct ClientRespecAmps {
    #[wire(bits = 3)]
    pub spec_index: u8,
    #[wire(bits = 3)]
    pub respec_type: AmpRespecType,
    pub value: u32,
}
