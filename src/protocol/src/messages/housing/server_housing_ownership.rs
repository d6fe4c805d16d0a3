//! 0x0533: housing ownership, from the server.

use crate::structs::TargetResidence;
use protocol_derive::Message;

/// Who owns a residence changed.
///
/// Server to client, opcode 0x0533. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0533, from = Server, standing = Proven)]
pub struct ServerHousingOwnership {
    pub target_residence: TargetResidence,
    pub value: u32,
}
