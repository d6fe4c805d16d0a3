//! Worlds, zones, maps, weather of the story: where the player is.

mod client_dialog_opened;
mod client_entered_world;
mod client_generic_map_node_chosen;
mod server_0x178_sound_trigger;
mod server_change_world;
mod server_destination_arrow_clear;
mod server_destination_arrow_set;
mod server_dialog_end;
mod server_dialog_start;
mod server_game_camera_rotation;
mod server_generic_error;
mod server_generic_floater_complex;
mod server_generic_floater_localized;
mod server_generic_floater_string;
mod server_generic_map_node;
mod server_generic_map_show;
mod server_loading_screen;
mod server_map_tracked_unit_disable;
mod server_map_tracked_unit_update;
mod server_map_update_hex_group;
mod server_pending_world_removal;
mod server_pending_world_removal_cancel;
mod server_phase_visibility_world_location;
mod server_player_entered_world;
mod server_prerequisite_failure;
mod server_story_panel_custom_show;
mod server_story_panel_hide;
mod server_story_panel_show;
mod server_story_text_unit;
mod server_story_text_unit_yell;
mod server_time_of_day;
mod server_zone_map;

pub use client_dialog_opened::*;
pub use client_entered_world::*;
pub use client_generic_map_node_chosen::*;
pub use server_0x178_sound_trigger::*;
pub use server_change_world::*;
pub use server_destination_arrow_clear::*;
pub use server_destination_arrow_set::*;
pub use server_dialog_end::*;
pub use server_dialog_start::*;
pub use server_game_camera_rotation::*;
pub use server_generic_error::*;
pub use server_generic_floater_complex::*;
pub use server_generic_floater_localized::*;
pub use server_generic_floater_string::*;
pub use server_generic_map_node::*;
pub use server_generic_map_show::*;
pub use server_loading_screen::*;
pub use server_map_tracked_unit_disable::*;
pub use server_map_tracked_unit_update::*;
pub use server_map_update_hex_group::*;
pub use server_pending_world_removal::*;
pub use server_pending_world_removal_cancel::*;
pub use server_phase_visibility_world_location::*;
pub use server_player_entered_world::*;
pub use server_prerequisite_failure::*;
pub use server_story_panel_custom_show::*;
pub use server_story_panel_hide::*;
pub use server_story_panel_show::*;
pub use server_story_text_unit::*;
pub use server_story_text_unit_yell::*;
pub use server_time_of_day::*;
pub use server_zone_map::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const WORLD: &[Entry] = &[
    Entry::of::<ClientDialogOpened>("world"),
    Entry::of::<ClientEnteredWorld>("world"),
    Entry::of::<ClientGenericMapNodeChosen>("world"),
    Entry::of::<Server_0x178_SoundTrigger>("world"),
    Entry::of::<ServerChangeWorld>("world"),
    Entry::of::<ServerDestinationArrowClear>("world"),
    Entry::of::<ServerDestinationArrowSet>("world"),
    Entry::of::<ServerDialogEnd>("world"),
    Entry::of::<ServerDialogStart>("world"),
    Entry::of::<ServerGameCameraRotation>("world"),
    Entry::of::<ServerGenericError>("world"),
    Entry::of::<ServerGenericFloaterComplex>("world"),
    Entry::of::<ServerGenericFloaterLocalized>("world"),
    Entry::of::<ServerGenericFloaterString>("world"),
    Entry::of::<ServerGenericMapNode>("world"),
    Entry::of::<ServerGenericMapShow>("world"),
    Entry::of::<ServerLoadingScreen>("world"),
    Entry::of::<ServerMapTrackedUnitDisable>("world"),
    Entry::of::<ServerMapTrackedUnitUpdate>("world"),
    Entry::of::<ServerMapUpdateHexGroup>("world"),
    Entry::of::<ServerPendingWorldRemoval>("world"),
    Entry::of::<ServerPendingWorldRemovalCancel>("world"),
    Entry::of::<ServerPhaseVisibilityWorldLocation>("world"),
    Entry::of::<ServerPlayerEnteredWorld>("world"),
    Entry::of::<ServerPrerequisiteFailure>("world"),
    Entry::of::<ServerStoryPanelCustomShow>("world"),
    Entry::of::<ServerStoryPanelHide>("world"),
    Entry::of::<ServerStoryPanelShow>("world"),
    Entry::of::<ServerStoryTextUnit>("world"),
    Entry::of::<ServerStoryTextUnitYell>("world"),
    Entry::of::<ServerTimeOfDay>("world"),
    Entry::of::<ServerZoneMap>("world"),
];
