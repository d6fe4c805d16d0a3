//! 0x092F: player health update, from the server.

use crate::enums::UpdateHealthMask;
use protocol_derive::Message;

/// The player's own health after a fall or without air.
///
/// Server to client, opcode 0x092F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x092F, from = Server, standing = Proven)]
pub struct ServerPlayerHealthUpdate {
    pub unit_id: u32,
    pub health: u32,
    #[wire(bits = 18)]
    pub mask: UpdateHealthMask,
}
