//! Costumes, dyes and how a character looks.

mod client_character_appearance_change;
mod client_costume_item_forget;
mod client_costume_item_unlock;
mod client_costume_save;
mod client_costume_set;
mod server_costume;
mod server_costume_item_list;
mod server_costume_item_unlock;
mod server_costume_item_unlock_multiple;
mod server_costume_list;
mod server_costume_save;

pub use client_character_appearance_change::*;
pub use client_costume_item_forget::*;
pub use client_costume_item_unlock::*;
pub use client_costume_save::*;
pub use client_costume_set::*;
pub use server_costume::*;
pub use server_costume_item_list::*;
pub use server_costume_item_unlock::*;
pub use server_costume_item_unlock_multiple::*;
pub use server_costume_list::*;
pub use server_costume_save::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const COSTUME: &[Entry] = &[
    Entry::of::<ClientCharacterAppearanceChange>("costume"),
    Entry::of::<ClientCostumeItemForget>("costume"),
    Entry::of::<ClientCostumeItemUnlock>("costume"),
    Entry::of::<ClientCostumeSave>("costume"),
    Entry::of::<ClientCostumeSet>("costume"),
    Entry::of::<ServerCostume>("costume"),
    Entry::of::<ServerCostumeItemList>("costume"),
    Entry::of::<ServerCostumeItemUnlock>("costume"),
    Entry::of::<ServerCostumeItemUnlockMultiple>("costume"),
    Entry::of::<ServerCostumeList>("costume"),
    Entry::of::<ServerCostumeSave>("costume"),
];
