//! Casting, effects, cooldowns, abilities and action sets.

mod client_ability_book_activate_spell;
mod client_activate_primal_matrix_node;
mod client_activate_unit_cast;
mod client_cancel_effect;
mod client_cast_action_bar_spell;
mod client_cast_spell;
mod client_cast_spell_continuous;
mod client_cc_state_knockdown_break;
mod client_cc_state_stun_update;
mod client_commit_amp_spec;
mod client_non_spell_action_set_changes;
mod client_request_action_set_changes;
mod client_respec_amps;
mod client_set_spec;
mod client_set_stance;
mod client_spell_interaction_result;
mod client_spell_stop_cast;
mod server07_f6;
mod server07_f7;
mod server07_f8;
mod server07_f9;
mod server07_fa;
mod server07_fb;
mod server0818;
mod server_ability_book;
mod server_ability_points;
mod server_ability_remove;
mod server_action_set;
mod server_action_set_clear_cache;
mod server_amp_list;
mod server_amp_power_update;
mod server_amp_respec_result;
mod server_cc_state_stun_direction;
mod server_cooldown;
mod server_cooldown_list;
mod server_entity_cc_state_remove;
mod server_entity_cc_state_set;
mod server_entity_cc_tether_unit;
mod server_entity_visual_effect;
mod server_plane_visibility_spell_slinger_void;
mod server_primal_matrix_essence;
mod server_primal_matrix_node;
mod server_show_action_bar;
mod server_spec_changed;
mod server_spell_ability_charges;
mod server_spell_buff_remove;
mod server_spell_buffs_apply;
mod server_spell_buffs_removed;
mod server_spell_cast_result;
mod server_spell_effect_execute;
mod server_spell_finish;
mod server_spell_go;
mod server_spell_start;
mod server_spell_start_client_interaction;
mod server_spell_threshold_clear;
mod server_spell_threshold_start;
mod server_spell_threshold_update;
mod server_spell_update;
mod server_spell_update_effect_duration;
mod server_stance_changed;

pub use client_ability_book_activate_spell::*;
pub use client_activate_primal_matrix_node::*;
pub use client_activate_unit_cast::*;
pub use client_cancel_effect::*;
pub use client_cast_action_bar_spell::*;
pub use client_cast_spell::*;
pub use client_cast_spell_continuous::*;
pub use client_cc_state_knockdown_break::*;
pub use client_cc_state_stun_update::*;
pub use client_commit_amp_spec::*;
pub use client_non_spell_action_set_changes::*;
pub use client_request_action_set_changes::*;
pub use client_respec_amps::*;
pub use client_set_spec::*;
pub use client_set_stance::*;
pub use client_spell_interaction_result::*;
pub use client_spell_stop_cast::*;
pub use server_ability_book::*;
pub use server_ability_points::*;
pub use server_ability_remove::*;
pub use server_action_set::*;
pub use server_action_set_clear_cache::*;
pub use server_amp_list::*;
pub use server_amp_power_update::*;
pub use server_amp_respec_result::*;
pub use server_cc_state_stun_direction::*;
pub use server_cooldown::*;
pub use server_cooldown_list::*;
pub use server_entity_cc_state_remove::*;
pub use server_entity_cc_state_set::*;
pub use server_entity_cc_tether_unit::*;
pub use server_entity_visual_effect::*;
pub use server_plane_visibility_spell_slinger_void::*;
pub use server_primal_matrix_essence::*;
pub use server_primal_matrix_node::*;
pub use server_show_action_bar::*;
pub use server_spec_changed::*;
pub use server_spell_ability_charges::*;
pub use server_spell_buff_remove::*;
pub use server_spell_buffs_apply::*;
pub use server_spell_buffs_removed::*;
pub use server_spell_cast_result::*;
pub use server_spell_effect_execute::*;
pub use server_spell_finish::*;
pub use server_spell_go::*;
pub use server_spell_start::*;
pub use server_spell_start_client_interaction::*;
pub use server_spell_threshold_clear::*;
pub use server_spell_threshold_start::*;
pub use server_spell_threshold_update::*;
pub use server_spell_update::*;
pub use server_spell_update_effect_duration::*;
pub use server_stance_changed::*;
pub use server07_f6::*;
pub use server07_f7::*;
pub use server07_f8::*;
pub use server07_f9::*;
pub use server07_fa::*;
pub use server07_fb::*;
pub use server0818::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const SPELL: &[Entry] = &[
    Entry::of::<ClientAbilityBookActivateSpell>("spell"),
    Entry::of::<ClientActivatePrimalMatrixNode>("spell"),
    Entry::of::<ClientActivateUnitCast>("spell"),
    Entry::of::<ClientCancelEffect>("spell"),
    Entry::of::<ClientCastActionBarSpell>("spell"),
    Entry::of::<ClientCastSpell>("spell"),
    Entry::of::<ClientCastSpellContinuous>("spell"),
    Entry::of::<ClientCCStateKnockdownBreak>("spell"),
    Entry::of::<ClientCCStateStunUpdate>("spell"),
    Entry::of::<ClientCommitAmpSpec>("spell"),
    Entry::of::<ClientNonSpellActionSetChanges>("spell"),
    Entry::of::<ClientRequestActionSetChanges>("spell"),
    Entry::of::<ClientRespecAmps>("spell"),
    Entry::of::<ClientSetSpec>("spell"),
    Entry::of::<ClientSetStance>("spell"),
    Entry::of::<ClientSpellInteractionResult>("spell"),
    Entry::of::<ClientSpellStopCast>("spell"),
    Entry::of::<Server07F6>("spell"),
    Entry::of::<Server07F7>("spell"),
    Entry::of::<Server07F8>("spell"),
    Entry::of::<Server07F9>("spell"),
    Entry::of::<Server07FA>("spell"),
    Entry::of::<Server07FB>("spell"),
    Entry::of::<Server0818>("spell"),
    Entry::of::<ServerAbilityBook>("spell"),
    Entry::of::<ServerAbilityPoints>("spell"),
    Entry::of::<ServerAbilityRemove>("spell"),
    Entry::of::<ServerActionSet>("spell"),
    Entry::of::<ServerActionSetClearCache>("spell"),
    Entry::of::<ServerAmpList>("spell"),
    Entry::of::<ServerAmpPowerUpdate>("spell"),
    Entry::of::<ServerAmpRespecResult>("spell"),
    Entry::of::<ServerCCStateStunDirection>("spell"),
    Entry::of::<ServerCooldown>("spell"),
    Entry::of::<ServerCooldownList>("spell"),
    Entry::of::<ServerEntityCCStateRemove>("spell"),
    Entry::of::<ServerEntityCCStateSet>("spell"),
    Entry::of::<ServerEntityCCTetherUnit>("spell"),
    Entry::of::<ServerEntityVisualEffect>("spell"),
    Entry::of::<ServerPlaneVisibilitySpellSlingerVoid>("spell"),
    Entry::of::<ServerPrimalMatrixEssence>("spell"),
    Entry::of::<ServerPrimalMatrixNode>("spell"),
    Entry::of::<ServerShowActionBar>("spell"),
    Entry::of::<ServerSpecChanged>("spell"),
    Entry::of::<ServerSpellAbilityCharges>("spell"),
    Entry::of::<ServerSpellBuffRemove>("spell"),
    Entry::of::<ServerSpellBuffsApply>("spell"),
    Entry::of::<ServerSpellBuffsRemoved>("spell"),
    Entry::of::<ServerSpellCastResult>("spell"),
    Entry::of::<ServerSpellEffectExecute>("spell"),
    Entry::of::<ServerSpellFinish>("spell"),
    Entry::of::<ServerSpellGo>("spell"),
    Entry::of::<ServerSpellStart>("spell"),
    Entry::of::<ServerSpellStartClientInteraction>("spell"),
    Entry::of::<ServerSpellThresholdClear>("spell"),
    Entry::of::<ServerSpellThresholdStart>("spell"),
    Entry::of::<ServerSpellThresholdUpdate>("spell"),
    Entry::of::<ServerSpellUpdate>("spell"),
    Entry::of::<ServerSpellUpdateEffectDuration>("spell"),
    Entry::of::<ServerStanceChanged>("spell"),
];
