//! 0x084C: profession modifiers, from the server.

use crate::enums::{CraftingModifierType, TradeskillType};
use protocol_derive::{Message, Wire};

/// What talents change about crafting.
///
/// Server to client, opcode 0x084C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x084C, from = Server, standing = Proven)]
pub struct ServerProfessionModifiers {
    #[wire(count = 32)]
    pub modifiers: Vec<ServerProfessionModifiersModifiers>,
}

/// What `modifiers` of [`ServerProfessionModifiers`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerProfessionModifiersModifiers {
    #[wire(bits = 32)]
    pub type_: CraftingModifierType,
    /// A peer omits the width and writes 64 bits; client: 32.
    #[wire(bits = 32)]
    pub tradeskill_id: TradeskillType,
    pub item2_type_id: u32,
    pub item2_material_id: u32,
    pub coefficient: f32,
    pub fixed_value: u32,
}
