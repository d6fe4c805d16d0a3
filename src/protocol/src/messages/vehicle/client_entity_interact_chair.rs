//! 0x014E: entity interact chair, from the client.

use protocol_derive::Message;

/// Sits down on a chair or gets up.
///
/// Client to server, opcode 0x014E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x014E, from = Client, standing = Proven)]
pub struct ClientEntityInteractChair {
    pub chair_unit_id: u32,
    pub remove: bool,
}
