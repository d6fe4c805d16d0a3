//! 0x07FC: spell cast result, from the server.

use crate::enums::CastResult;
use protocol_derive::Message;

/// A cast was refused, and why.
///
/// Server to client, opcode 0x07FC. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07FC, from = Server, standing = Proven)]
pub struct ServerSpellCastResult {
    pub unknown0: u32,
    #[wire(bits = 18)]
    pub spell4_id: u32,
    #[wire(bits = 9)]
    pub cast_result: CastResult,
}
