//! The four paths: soldier, settler, scientist, explorer.

mod client_path_change_request;
mod client_path_explorer_cast_searching;
mod client_path_explorer_power_map_progress;
mod client_path_explorer_progress_report;
mod client_path_mission_attempt_scientist_experimentation;
mod client_path_scientist_dismiss_scanbot1;
mod client_path_scientist_dismiss_scanbot2;
mod client_path_scientist_request_scanbot;
mod client_path_scientist_set_scanner_name;
mod client_path_settler_improvement_build_tier;
mod client_path_soldier_improvement_build;
mod client_path_unlock_request;
mod server_path_change_result;
mod server_path_episode_progress;
mod server_path_explorer_power_map_entered;
mod server_path_explorer_power_map_exited;
mod server_path_explorer_power_map_failed;
mod server_path_explorer_power_map_started;
mod server_path_explorer_power_map_waiting;
mod server_path_explorer_scavenger_hunt_clue_add_unit_list;
mod server_path_explorer_scavenger_hunt_clue_add_world_location;
mod server_path_explorer_scavenger_hunt_clue_remove_by_clue_id;
mod server_path_explorer_scavenger_hunt_clue_remove_by_clue_id_and_unit_id;
mod server_path_initialise;
mod server_path_invoke_scientist_experimentation;
mod server_path_invoke_settler_build;
mod server_path_mission_activate;
mod server_path_mission_advanced;
mod server_path_mission_update;
mod server_path_refresh;
mod server_path_scientist_add_creature_info_to_creature;
mod server_path_scientist_add_field_study_to_creature;
mod server_path_scientist_add_specimen_survey_to_creature;
mod server_path_scientist_scanbot_state;
mod server_path_scientist_set_unit_scan_parameters;
mod server_path_set_current_episode;
mod server_path_settler_add_improvement_info_to_unit;
mod server_path_settler_build_result;
mod server_path_settler_build_status_update;
mod server_path_settler_build_status_update_list;
mod server_path_settler_hub_reward;
mod server_path_settler_hub_update;
mod server_path_settler_infrastructure_complete;
mod server_path_settler_infrastructure_started;
mod server_path_settler_infrastructure_updated;
mod server_path_settler_notify_use;
mod server_path_soldier_add_tower_defense;
mod server_path_soldier_hold_out_next_wave;
mod server_path_soldier_holdout_death;
mod server_path_soldier_holdout_end;
mod server_path_soldier_holdout_status;
mod server_path_soldier_invoke_soldier_build;
mod server_path_soldier_tower_defense_unit_remove;
mod server_path_soldier_tower_defense_unit_update;
mod server_path_soldier_trigger_orders_text_on_unit;
mod server_path_soldier_update_build_credits;
mod server_path_solider_new_whack_a_mole_burrows;
mod server_path_unlock_result;
mod server_path_update_xp;
mod server_set_unit_path_type;

pub use client_path_change_request::*;
pub use client_path_explorer_cast_searching::*;
pub use client_path_explorer_power_map_progress::*;
pub use client_path_explorer_progress_report::*;
pub use client_path_mission_attempt_scientist_experimentation::*;
pub use client_path_scientist_dismiss_scanbot1::*;
pub use client_path_scientist_dismiss_scanbot2::*;
pub use client_path_scientist_request_scanbot::*;
pub use client_path_scientist_set_scanner_name::*;
pub use client_path_settler_improvement_build_tier::*;
pub use client_path_soldier_improvement_build::*;
pub use client_path_unlock_request::*;
pub use server_path_change_result::*;
pub use server_path_episode_progress::*;
pub use server_path_explorer_power_map_entered::*;
pub use server_path_explorer_power_map_exited::*;
pub use server_path_explorer_power_map_failed::*;
pub use server_path_explorer_power_map_started::*;
pub use server_path_explorer_power_map_waiting::*;
pub use server_path_explorer_scavenger_hunt_clue_add_unit_list::*;
pub use server_path_explorer_scavenger_hunt_clue_add_world_location::*;
pub use server_path_explorer_scavenger_hunt_clue_remove_by_clue_id::*;
pub use server_path_explorer_scavenger_hunt_clue_remove_by_clue_id_and_unit_id::*;
pub use server_path_initialise::*;
pub use server_path_invoke_scientist_experimentation::*;
pub use server_path_invoke_settler_build::*;
pub use server_path_mission_activate::*;
pub use server_path_mission_advanced::*;
pub use server_path_mission_update::*;
pub use server_path_refresh::*;
pub use server_path_scientist_add_creature_info_to_creature::*;
pub use server_path_scientist_add_field_study_to_creature::*;
pub use server_path_scientist_add_specimen_survey_to_creature::*;
pub use server_path_scientist_scanbot_state::*;
pub use server_path_scientist_set_unit_scan_parameters::*;
pub use server_path_set_current_episode::*;
pub use server_path_settler_add_improvement_info_to_unit::*;
pub use server_path_settler_build_result::*;
pub use server_path_settler_build_status_update::*;
pub use server_path_settler_build_status_update_list::*;
pub use server_path_settler_hub_reward::*;
pub use server_path_settler_hub_update::*;
pub use server_path_settler_infrastructure_complete::*;
pub use server_path_settler_infrastructure_started::*;
pub use server_path_settler_infrastructure_updated::*;
pub use server_path_settler_notify_use::*;
pub use server_path_soldier_add_tower_defense::*;
pub use server_path_soldier_hold_out_next_wave::*;
pub use server_path_soldier_holdout_death::*;
pub use server_path_soldier_holdout_end::*;
pub use server_path_soldier_holdout_status::*;
pub use server_path_soldier_invoke_soldier_build::*;
pub use server_path_soldier_tower_defense_unit_remove::*;
pub use server_path_soldier_tower_defense_unit_update::*;
pub use server_path_soldier_trigger_orders_text_on_unit::*;
pub use server_path_soldier_update_build_credits::*;
pub use server_path_solider_new_whack_a_mole_burrows::*;
pub use server_path_unlock_result::*;
pub use server_path_update_xp::*;
pub use server_set_unit_path_type::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const PATH: &[Entry] = &[
    Entry::of::<ClientPathChangeRequest>("path"),
    Entry::of::<ClientPathExplorerCastSearching>("path"),
    Entry::of::<ClientPathExplorerPowerMapProgress>("path"),
    Entry::of::<ClientPathExplorerProgressReport>("path"),
    Entry::of::<ClientPathMissionAttemptScientistExperimentation>("path"),
    Entry::of::<ClientPathScientistDismissScanbot1>("path"),
    Entry::of::<ClientPathScientistDismissScanbot2>("path"),
    Entry::of::<ClientPathScientistRequestScanbot>("path"),
    Entry::of::<ClientPathScientistSetScannerName>("path"),
    Entry::of::<ClientPathSettlerImprovementBuildTier>("path"),
    Entry::of::<ClientPathSoldierImprovementBuild>("path"),
    Entry::of::<ClientPathUnlockRequest>("path"),
    Entry::of::<ServerPathChangeResult>("path"),
    Entry::of::<ServerPathEpisodeProgress>("path"),
    Entry::of::<ServerPathExplorerPowerMapEntered>("path"),
    Entry::of::<ServerPathExplorerPowerMapExited>("path"),
    Entry::of::<ServerPathExplorerPowerMapFailed>("path"),
    Entry::of::<ServerPathExplorerPowerMapStarted>("path"),
    Entry::of::<ServerPathExplorerPowerMapWaiting>("path"),
    Entry::of::<ServerPathExplorerScavengerHuntClueAddUnitList>("path"),
    Entry::of::<ServerPathExplorerScavengerHuntClueAddWorldLocation>("path"),
    Entry::of::<ServerPathExplorerScavengerHuntClueRemoveByClueId>("path"),
    Entry::of::<ServerPathExplorerScavengerHuntClueRemoveByClueIdAndUnitId>("path"),
    Entry::of::<ServerPathInitialise>("path"),
    Entry::of::<ServerPathInvokeScientistExperimentation>("path"),
    Entry::of::<ServerPathInvokeSettlerBuild>("path"),
    Entry::of::<ServerPathMissionActivate>("path"),
    Entry::of::<ServerPathMissionAdvanced>("path"),
    Entry::of::<ServerPathMissionUpdate>("path"),
    Entry::of::<ServerPathRefresh>("path"),
    Entry::of::<ServerPathScientistAddCreatureInfoToCreature>("path"),
    Entry::of::<ServerPathScientistAddFieldStudyToCreature>("path"),
    Entry::of::<ServerPathScientistAddSpecimenSurveyToCreature>("path"),
    Entry::of::<ServerPathScientistScanbotState>("path"),
    Entry::of::<ServerPathScientistSetUnitScanParameters>("path"),
    Entry::of::<ServerPathSetCurrentEpisode>("path"),
    Entry::of::<ServerPathSettlerAddImprovementInfoToUnit>("path"),
    Entry::of::<ServerPathSettlerBuildResult>("path"),
    Entry::of::<ServerPathSettlerBuildStatusUpdate>("path"),
    Entry::of::<ServerPathSettlerBuildStatusUpdateList>("path"),
    Entry::of::<ServerPathSettlerHubReward>("path"),
    Entry::of::<ServerPathSettlerHubUpdate>("path"),
    Entry::of::<ServerPathSettlerInfrastructureComplete>("path"),
    Entry::of::<ServerPathSettlerInfrastructureStarted>("path"),
    Entry::of::<ServerPathSettlerInfrastructureUpdated>("path"),
    Entry::of::<ServerPathSettlerNotifyUse>("path"),
    Entry::of::<ServerPathSoldierAddTowerDefense>("path"),
    Entry::of::<ServerPathSoldierHoldOutNextWave>("path"),
    Entry::of::<ServerPathSoldierHoldoutDeath>("path"),
    Entry::of::<ServerPathSoldierHoldoutEnd>("path"),
    Entry::of::<ServerPathSoldierHoldoutStatus>("path"),
    Entry::of::<ServerPathSoldierInvokeSoldierBuild>("path"),
    Entry::of::<ServerPathSoldierTowerDefenseUnitRemove>("path"),
    Entry::of::<ServerPathSoldierTowerDefenseUnitUpdate>("path"),
    Entry::of::<ServerPathSoldierTriggerOrdersTextOnUnit>("path"),
    Entry::of::<ServerPathSoldierUpdateBuildCredits>("path"),
    Entry::of::<ServerPathSoliderNewWhackAMoleBurrows>("path"),
    Entry::of::<ServerPathUnlockResult>("path"),
    Entry::of::<ServerPathUpdateXP>("path"),
    Entry::of::<ServerSetUnitPathType>("path"),
];
