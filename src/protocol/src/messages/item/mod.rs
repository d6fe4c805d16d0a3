//! Items: moved, split, used, deleted, stacked.

mod client_item_delete;
mod client_item_move;
mod client_item_move_from_supply_satchel;
mod client_item_move_to_supply_satchel;
mod client_item_split;
mod client_item_use;
mod client_item_use_decor;
mod server_item_add;
mod server_item_delete;
mod server_item_error;
mod server_item_modify;
mod server_item_modify_glyphs;
mod server_item_move;
mod server_item_stack_count_update;
mod server_item_swap;
mod server_item_visual_update;
mod server_supply_satchel_update;

pub use client_item_delete::*;
pub use client_item_move::*;
pub use client_item_move_from_supply_satchel::*;
pub use client_item_move_to_supply_satchel::*;
pub use client_item_split::*;
pub use client_item_use::*;
pub use client_item_use_decor::*;
pub use server_item_add::*;
pub use server_item_delete::*;
pub use server_item_error::*;
pub use server_item_modify::*;
pub use server_item_modify_glyphs::*;
pub use server_item_move::*;
pub use server_item_stack_count_update::*;
pub use server_item_swap::*;
pub use server_item_visual_update::*;
pub use server_supply_satchel_update::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const ITEM: &[Entry] = &[
    Entry::of::<ClientItemDelete>("item"),
    Entry::of::<ClientItemMove>("item"),
    Entry::of::<ClientItemMoveFromSupplySatchel>("item"),
    Entry::of::<ClientItemMoveToSupplySatchel>("item"),
    Entry::of::<ClientItemSplit>("item"),
    Entry::of::<ClientItemUse>("item"),
    Entry::of::<ClientItemUseDecor>("item"),
    Entry::of::<ServerItemAdd>("item"),
    Entry::of::<ServerItemDelete>("item"),
    Entry::of::<ServerItemError>("item"),
    Entry::of::<ServerItemModify>("item"),
    Entry::of::<ServerItemModifyGlyphs>("item"),
    Entry::of::<ServerItemMove>("item"),
    Entry::of::<ServerItemStackCountUpdate>("item"),
    Entry::of::<ServerItemSwap>("item"),
    Entry::of::<ServerItemVisualUpdate>("item"),
    Entry::of::<ServerSupplySatchelUpdate>("item"),
];
