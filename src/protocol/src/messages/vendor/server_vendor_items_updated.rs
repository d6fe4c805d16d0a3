//! 0x090B: vendor items updated, from the server.

use crate::enums::ItemExtraCostType;
use protocol_derive::{Message, Wire};

/// What a vendor sells and at what prices; opens its window.
///
/// Server to client, opcode 0x090B. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 7, 11.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x090B, from = Server, standing = Proven)]
pub struct ServerVendorItemsUpdated {
    pub guid: u32,
    #[wire(count = 32)]
    pub categories: Vec<ServerVendorItemsUpdatedCategories>,
    #[wire(count = 32)]
    pub items: Vec<ServerVendorItemsUpdatedItems>,
    pub sell_price_multiplier: f32,
    pub buy_price_multiplier: f32,
    pub unknown2: bool,
    pub unknown3: bool,
    pub unknown4: bool,
}

/// What `categories` of [`ServerVendorItemsUpdated`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerVendorItemsUpdatedCategories {
    pub index: u32,
    pub localised_text_id: u32,
}

/// What `items` of [`ServerVendorItemsUpdated`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerVendorItemsUpdatedItems {
    pub index: u32,
    #[wire(bits = 4)]
    pub unknown1: u8,
    pub item_id: u32,
    pub unknown3: u32,
    pub unknown4: u32,
    #[wire(bits = 17)]
    pub unknown5: u32,
    pub unknown6: u32,
    pub category_index: u32,
    pub unknown8: u32,
    pub unknown9: u64,
    pub unknown_a: u32,
    pub extra_cost1: ServerVendorItemsUpdatedItemsExtraCost1,
    pub extra_cost2: ServerVendorItemsUpdatedItemsExtraCost2,
}

/// What `extra_cost1` of [`ServerVendorItemsUpdatedItems`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerVendorItemsUpdatedItemsExtraCost1 {
    #[wire(bits = 3)]
    pub extra_cost_type: ItemExtraCostType,
    pub quantity: u32,
    pub item_or_currency_id: u32,
}

/// What `extra_cost2` of [`ServerVendorItemsUpdatedItems`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerVendorItemsUpdatedItemsExtraCost2 {
    #[wire(bits = 3)]
    pub extra_cost_type: ItemExtraCostType,
    pub quantity: u32,
    pub item_or_currency_id: u32,
}
