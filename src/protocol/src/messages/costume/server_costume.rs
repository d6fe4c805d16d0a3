//! 0x00D8: costume, from the server.

use crate::structs::Costume;
use protocol_derive::Message;

/// One costume changed.
///
/// Server to client, opcode 0x00D8. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00D8, from = Server, standing = Proven)]
pub struct ServerCostume {
    pub costume: Costume,
}
