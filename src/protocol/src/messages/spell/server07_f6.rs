//! 0x07F6: 07 f6, from the server.

use protocol_derive::{Message, Wire};

/// Damage or healing of one effect of a spell.
///
/// Server to client, opcode 0x07F6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07F6, from = Server, standing = Proven)]
pub struct Server07F6 {
    pub server_unique_id: u32,
    #[wire(bits = 19)]
    pub spell4_effect_id: u32,
    pub unit_id: u32,
    pub target_id: u32,
    pub damage_description_data: Server07F6DamageDescriptionData,
}

/// What `damage_description_data` of [`Server07F6`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Server07F6DamageDescriptionData {
    pub raw_damage: u32,
    pub raw_scaled_damage: u32,
    pub absorbed_amount: u32,
    pub shield_absorb_amount: u32,
    pub adjusted_damage: u32,
    pub overkill_amount: u32,
    pub unknown6: u32,
    pub killed_target: bool,
    #[wire(bits = 4)]
    pub combat_result: u8,
    #[wire(bits = 3)]
    pub damage_type: u8,
    #[wire(count = 8)]
    pub unknown_structure3: Vec<Server07F6DamageDescriptionDataUnknownStructure3>,
}

/// What `unknown_structure3` of [`Server07F6DamageDescriptionData`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Server07F6DamageDescriptionDataUnknownStructure3 {
    pub unknown0: u32,
    pub unknown1: u32,
    pub unknown2: u32,
    pub unknown3: u32,
    pub unknown4: u32,
    pub unknown5: u32,
    pub unknown6: u32,
    #[wire(bits = 3)]
    pub unknown7: u8,
}
