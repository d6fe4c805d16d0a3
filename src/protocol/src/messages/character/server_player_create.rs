//! 0x025E: player create, from the server.

use crate::enums::{EntitlementType, Faction, ItemProficiency};
use crate::structs::InventoryItem;
use protocol_derive::{Message, Wire};

/// All that belongs to the player alone: bags, currencies, experience, reputations, entitlements.
/// Once on entering the world.
///
/// Server to client, opcode 0x025E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x025E, from = Server, standing = Proven)]
pub struct ServerPlayerCreate {
    #[wire(count = 32)]
    pub inventory: Vec<InventoryItem>,
    pub money: [u64; 16],
    pub xp: u32,
    pub rest_bonus_xp: u32,
    #[wire(bits = 32)]
    pub item_proficiencies: ItemProficiency,
    pub elder_points: u32,
    pub daily_elder_points: u32,
    #[wire(bits = 3)]
    pub spec_index: u8,
    pub bonus_power: u16,
    pub unknown_a0: u32,
    pub faction_data: ServerPlayerCreateFactionData,
    #[wire(count = 32)]
    pub pets: Vec<ServerPlayerCreatePets>,
    pub input_key_set: u32,
    pub unknown_bc: u16,
    pub active_costume_index: i32,
    pub unknown_c4: u32,
    pub unknown_c8: u32,
    #[wire(count = 6)]
    pub known_dyes: Vec<u16>,
    #[wire(fixed = 512)]
    pub tradeskill_materials: Vec<u16>,
    pub gear_score: f32,
    pub is_pvp_server: bool,
    pub matching_eligibility_flag_mask: u32,
    #[wire(count = 32)]
    pub character_entitlements: Vec<ServerPlayerCreateCharacterEntitlements>,
}

/// What `faction_data` of [`ServerPlayerCreate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPlayerCreateFactionData {
    #[wire(bits = 14)]
    pub faction_id: Faction,
    #[wire(count = 16)]
    pub faction_reputations: Vec<ServerPlayerCreateFactionDataFactionReputations>,
}

/// What `pets` of [`ServerPlayerCreate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPlayerCreatePets {
    pub guid: u32,
    #[wire(bits = 18)]
    pub summoning_spell: u32,
    #[wire(bits = 5)]
    pub valid_stances: u8,
    #[wire(bits = 5)]
    pub stance: u8,
}

/// What `character_entitlements` of [`ServerPlayerCreate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPlayerCreateCharacterEntitlements {
    #[wire(bits = 14)]
    pub entitlement: EntitlementType,
    pub count: u32,
}

/// What `faction_reputations` of [`ServerPlayerCreateFactionData`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPlayerCreateFactionDataFactionReputations {
    #[wire(bits = 14)]
    pub faction_id: Faction,
    pub value: f32,
}
