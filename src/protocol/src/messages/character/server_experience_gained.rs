//! 0x01AC: experience gained, from the server.

use crate::enums::ExpReason;
use protocol_derive::Message;

/// Experience was gained, its parts and what for.
///
/// Server to client, opcode 0x01AC. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 9, 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01AC, from = Server, standing = Proven)]
pub struct ServerExperienceGained {
    pub total_xp_gained: u32,
    pub rest_xp_amount: u32,
    pub signature_xp_amount: u32,
    #[wire(bits = 32)]
    pub reason: ExpReason,
    pub unit_target: u32,
}
