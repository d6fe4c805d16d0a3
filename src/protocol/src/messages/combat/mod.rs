//! Damage, threat, death and resurrection.

mod client_entity_select;
mod client_pvp_toggle_flags;
mod client_resurrect_accept;
mod client_resurrect_request;
mod client_toggle_weapons;
mod server_combat_log;
mod server_combat_reward;
mod server_entity_aggro_switch;
mod server_entity_death_state;
mod server_entity_health_update;
mod server_entity_target_unit;
mod server_entity_threat_list_update;
mod server_entity_threat_update;
mod server_hazard_action;
mod server_hazard_list;
mod server_hazard_modifiers;
mod server_player_health_update;
mod server_resurrect_request;
mod server_resurrection_forced;
mod server_resurrection_show;
mod server_resurrection_state;
mod server_resurrection_update;
mod server_unit_entered_combat;
mod server_unit_pvp_state_change;
mod server_unit_stealth;

pub use client_entity_select::*;
pub use client_pvp_toggle_flags::*;
pub use client_resurrect_accept::*;
pub use client_resurrect_request::*;
pub use client_toggle_weapons::*;
pub use server_combat_log::*;
pub use server_combat_reward::*;
pub use server_entity_aggro_switch::*;
pub use server_entity_death_state::*;
pub use server_entity_health_update::*;
pub use server_entity_target_unit::*;
pub use server_entity_threat_list_update::*;
pub use server_entity_threat_update::*;
pub use server_hazard_action::*;
pub use server_hazard_list::*;
pub use server_hazard_modifiers::*;
pub use server_player_health_update::*;
pub use server_resurrect_request::*;
pub use server_resurrection_forced::*;
pub use server_resurrection_show::*;
pub use server_resurrection_state::*;
pub use server_resurrection_update::*;
pub use server_unit_entered_combat::*;
pub use server_unit_pvp_state_change::*;
pub use server_unit_stealth::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const COMBAT: &[Entry] = &[
    Entry::of::<ClientEntitySelect>("combat"),
    Entry::of::<ClientPvpToggleFlags>("combat"),
    Entry::of::<ClientResurrectAccept>("combat"),
    Entry::of::<ClientResurrectRequest>("combat"),
    Entry::of::<ClientToggleWeapons>("combat"),
    Entry::of::<ServerCombatLog>("combat"),
    Entry::of::<ServerCombatReward>("combat"),
    Entry::of::<ServerEntityAggroSwitch>("combat"),
    Entry::of::<ServerEntityDeathState>("combat"),
    Entry::of::<ServerEntityHealthUpdate>("combat"),
    Entry::of::<ServerEntityTargetUnit>("combat"),
    Entry::of::<ServerEntityThreatListUpdate>("combat"),
    Entry::of::<ServerEntityThreatUpdate>("combat"),
    Entry::of::<ServerHazardAction>("combat"),
    Entry::of::<ServerHazardList>("combat"),
    Entry::of::<ServerHazardModifiers>("combat"),
    Entry::of::<ServerPlayerHealthUpdate>("combat"),
    Entry::of::<ServerResurrectRequest>("combat"),
    Entry::of::<ServerResurrectionForced>("combat"),
    Entry::of::<ServerResurrectionShow>("combat"),
    Entry::of::<ServerResurrectionState>("combat"),
    Entry::of::<ServerResurrectionUpdate>("combat"),
    Entry::of::<ServerUnitEnteredCombat>("combat"),
    Entry::of::<ServerUnitPvpStateChange>("combat"),
    Entry::of::<ServerUnitStealth>("combat"),
];
