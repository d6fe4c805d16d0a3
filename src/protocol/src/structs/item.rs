//! Structures that several messages about item share.

use crate::enums::{InventoryLocation, ItemUpdateReason, LootItemType};
use crate::structs::Identity;
use protocol_derive::Wire;

/// An item in the bags, and why it came.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct InventoryItem {
    pub item: Item,
    #[wire(bits = 6)]
    pub reason: ItemUpdateReason,
}

/// One item with everything about it.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Item {
    pub guid: u64,
    pub unknown0: u64,
    #[wire(bits = 18)]
    pub item_id: u32,
    pub location_data: ItemLocation,
    pub stack_count: u32,
    pub charges: u32,
    pub random_circuit_data: u64,
    pub random_glyph_data: u32,
    pub threshold_data: u64,
    pub durability: f32,
    pub unknown44: u32,
    pub unknown48: u8,
    pub dye_data: u32,
    pub dynamic_flags: u32,
    pub expiration_time_left: u32,
    pub unknown58: [ItemUnknown58; 2],
    #[wire(bits = 18)]
    pub unknown70: u32,
    #[wire(count = 3)]
    pub microchips: Vec<u32>,
    #[wire(count = 4)]
    pub glyphs: Vec<u32>,
    /// Own count; a peer takes the value from glyphs.
    #[wire(count = 6)]
    pub unknown88: Vec<ItemUnknown88>,
    pub effective_item_level: u32,
}

/// What `unknown58` of [`Item`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ItemUnknown58 {
    #[wire(bits = 3)]
    pub unknown0: u8,
    pub unknown4: u32,
    pub unknown8: u32,
}

/// What `unknown88` of [`Item`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ItemUnknown88 {
    #[wire(bits = 14)]
    pub unknown0: u16,
    pub unknown8: u64,
}

/// An item and its place as one number: location in the high bits, slot in the low eight.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ItemDragDrop {
    pub guid: u64,
    pub drag_drop: u64,
}

/// A slot: which container, which index.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ItemLocation {
    #[wire(bits = 9)]
    pub location: InventoryLocation,
    pub bag_index: u32,
}

/// One thing that can be looted.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct LootItem {
    pub loot_unit_id: u32,
    #[wire(bits = 32)]
    pub type_: LootItemType,
    pub item_id: u32,
    pub amount: u32,
    pub can_loot: bool,
    pub requires_roll: bool,
    pub only_master_lootable: bool,
    pub explosion: bool,
    pub roll_time: u32,
    pub random_circuit_data: u64,
    pub random_glyph_data: u32,
    pub item_quality2_id: u32,
    #[wire(count = 32)]
    pub master_list: Vec<Identity>,
}
