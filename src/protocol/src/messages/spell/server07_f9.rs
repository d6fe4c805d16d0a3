//! 0x07F9: 07 f9, from the server.

use crate::enums::CastResult;
use protocol_derive::Message;

/// A cast was interrupted or cancelled; goes to the caster.
///
/// Server to client, opcode 0x07F9. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07F9, from = Server, standing = Proven)]
pub struct Server07F9 {
    pub server_unique_id: u32,
    #[wire(bits = 9)]
    pub cast_result: CastResult,
    pub caster_id: u32,
    pub cancel_cast: bool,
}
