//! Tradeskills: crafts, schematics, talents, runes.

mod client_crafting_abandon;
mod client_crafting_additive;
mod client_crafting_complex_craft;
mod client_crafting_craft_item;
mod client_crafting_craft_item_auto_craft;
mod client_crafting_rune_install;
mod client_crafting_rune_slot_add;
mod client_crafting_rune_slot_clear;
mod client_crafting_rune_slot_reroll;
mod client_crafting_simple_craft;
mod client_tradeskill_learn;
mod client_tradeskill_pick_talent;
mod client_tradeskill_reset_talents;
mod server_crafting_current_craft;
mod server_crafting_finish;
mod server_profession_modifiers;
mod server_profession_update;
mod server_professions_load;
mod server_schematic_add_learned;
mod server_schematic_remove_learned;
mod server_tradeskill_relearn_cooldown;
mod server_tradeskill_sigil_result;

pub use client_crafting_abandon::*;
pub use client_crafting_additive::*;
pub use client_crafting_complex_craft::*;
pub use client_crafting_craft_item::*;
pub use client_crafting_craft_item_auto_craft::*;
pub use client_crafting_rune_install::*;
pub use client_crafting_rune_slot_add::*;
pub use client_crafting_rune_slot_clear::*;
pub use client_crafting_rune_slot_reroll::*;
pub use client_crafting_simple_craft::*;
pub use client_tradeskill_learn::*;
pub use client_tradeskill_pick_talent::*;
pub use client_tradeskill_reset_talents::*;
pub use server_crafting_current_craft::*;
pub use server_crafting_finish::*;
pub use server_profession_modifiers::*;
pub use server_profession_update::*;
pub use server_professions_load::*;
pub use server_schematic_add_learned::*;
pub use server_schematic_remove_learned::*;
pub use server_tradeskill_relearn_cooldown::*;
pub use server_tradeskill_sigil_result::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const CRAFTING: &[Entry] = &[
    Entry::of::<ClientCraftingAbandon>("crafting"),
    Entry::of::<ClientCraftingAdditive>("crafting"),
    Entry::of::<ClientCraftingComplexCraft>("crafting"),
    Entry::of::<ClientCraftingCraftItem>("crafting"),
    Entry::of::<ClientCraftingCraftItemAutoCraft>("crafting"),
    Entry::of::<ClientCraftingRuneInstall>("crafting"),
    Entry::of::<ClientCraftingRuneSlotAdd>("crafting"),
    Entry::of::<ClientCraftingRuneSlotClear>("crafting"),
    Entry::of::<ClientCraftingRuneSlotReroll>("crafting"),
    Entry::of::<ClientCraftingSimpleCraft>("crafting"),
    Entry::of::<ClientTradeskillLearn>("crafting"),
    Entry::of::<ClientTradeskillPickTalent>("crafting"),
    Entry::of::<ClientTradeskillResetTalents>("crafting"),
    Entry::of::<ServerCraftingCurrentCraft>("crafting"),
    Entry::of::<ServerCraftingFinish>("crafting"),
    Entry::of::<ServerProfessionModifiers>("crafting"),
    Entry::of::<ServerProfessionUpdate>("crafting"),
    Entry::of::<ServerProfessionsLoad>("crafting"),
    Entry::of::<ServerSchematicAddLearned>("crafting"),
    Entry::of::<ServerSchematicRemoveLearned>("crafting"),
    Entry::of::<ServerTradeskillRelearnCooldown>("crafting"),
    Entry::of::<ServerTradeskillSigilResult>("crafting"),
];
