//! Buying, selling and buying back.

mod client_buyback_item_from_vendor;
mod client_sell_item_to_vendor;
mod client_vendor_purchase;
mod server_buyback_item_removed;
mod server_buyback_item_updated;
mod server_buyback_items;
mod server_vendor_items_updated;

pub use client_buyback_item_from_vendor::*;
pub use client_sell_item_to_vendor::*;
pub use client_vendor_purchase::*;
pub use server_buyback_item_removed::*;
pub use server_buyback_item_updated::*;
pub use server_buyback_items::*;
pub use server_vendor_items_updated::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const VENDOR: &[Entry] = &[
    Entry::of::<ClientBuybackItemFromVendor>("vendor"),
    Entry::of::<ClientSellItemToVendor>("vendor"),
    Entry::of::<ClientVendorPurchase>("vendor"),
    Entry::of::<ServerBuybackItemRemoved>("vendor"),
    Entry::of::<ServerBuybackItemUpdated>("vendor"),
    Entry::of::<ServerBuybackItems>("vendor"),
    Entry::of::<ServerVendorItemsUpdated>("vendor"),
];
