//! 0x0894: duel result, from the server.

use crate::enums::DuelFinishReason;
use protocol_derive::Message;

/// Who won a duel, and how.
///
/// Server to client, opcode 0x0894. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0894, from = Server, standing = Proven)]
pub struct ServerDuelResult {
    pub winner_unit_id: u32,
    pub loser_unit_id: u32,
    #[wire(bits = 3)]
    pub reason: DuelFinishReason,
}
