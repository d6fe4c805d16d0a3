//! 0x07F8: 07 f8, from the server.

use crate::structs::DamageDescription;
use protocol_derive::Message;

/// Damage or healing of one effect in several parts.
///
/// Server to client, opcode 0x07F8. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07F8, from = Server, standing = Proven)]
pub struct Server07F8 {
    pub server_unique_id: u32,
    #[wire(bits = 19)]
    pub spell4_effect_id: u32,
    pub target_id: u32,
    #[wire(count = 8)]
    pub damage_description_data: Vec<DamageDescription>,
}
