//! 0x0801: spell stop cast, from the client.

use crate::enums::CastResult;
use protocol_derive::Message;

/// Breaks the cast off.
///
/// Client to server, opcode 0x0801. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0801, from = Client, standing = Proven)]
pub struct ClientSpellStopCast {
    pub casting_id: u32,
    #[wire(bits = 9)]
    pub cast_result: CastResult,
    pub unknown2: bool,
}
