//! 0x01A0: ability book, from the server.

use protocol_derive::{Message, Wire};

/// All spells of the character with their tiers.
///
/// Server to client, opcode 0x01A0. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01A0, from = Server, standing = Proven)]
pub struct ServerAbilityBook {
    #[wire(count = 32)]
    pub spells: Vec<ServerAbilityBookSpells>,
}

/// What `spells` of [`ServerAbilityBook`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerAbilityBookSpells {
    #[wire(bits = 18)]
    pub spell4_base_id: u32,
    #[wire(bits = 4)]
    pub tier_index_achieved: u8,
    #[wire(bits = 3)]
    pub spec_index: u8,
}
