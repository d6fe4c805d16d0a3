//! Camera, actors and texts of scenes the player watches.

mod client_cinematic_camera_subject_pos_vel;
mod client_cinematic_camera_subject_spline;
mod client_cinematic_camera_subject_unit;
mod client_cinematic_state;
mod client_cinematic_white_out_finished;
mod server_cinematic0211;
mod server_cinematic0212;
mod server_cinematic0216;
mod server_cinematic022_b;
mod server_cinematic_actor;
mod server_cinematic_actor_angle;
mod server_cinematic_actor_attach;
mod server_cinematic_actor_mode;
mod server_cinematic_actor_remove;
mod server_cinematic_actor_spline;
mod server_cinematic_actor_visibility;
mod server_cinematic_advance_to_ending;
mod server_cinematic_camera_pos_vel;
mod server_cinematic_camera_rotation;
mod server_cinematic_camera_spline;
mod server_cinematic_camera_subject;
mod server_cinematic_complete;
mod server_cinematic_end;
mod server_cinematic_full_screen_effect_add;
mod server_cinematic_full_screen_effect_remove;
mod server_cinematic_missile_actor_add;
mod server_cinematic_missile_actor_remove;
mod server_cinematic_notify;
mod server_cinematic_platform_detach_actor;
mod server_cinematic_player_control;
mod server_cinematic_scene;
mod server_cinematic_show_animate;
mod server_cinematic_start_time;
mod server_cinematic_story_panel_dialog_hide;
mod server_cinematic_text;
mod server_cinematic_transition;
mod server_cinematic_transition_duration_set;
mod server_cinematic_visual_effect;
mod server_cinematic_visual_effect_end;
mod server_cinematic_white_out;

pub use client_cinematic_camera_subject_pos_vel::*;
pub use client_cinematic_camera_subject_spline::*;
pub use client_cinematic_camera_subject_unit::*;
pub use client_cinematic_state::*;
pub use client_cinematic_white_out_finished::*;
pub use server_cinematic_actor::*;
pub use server_cinematic_actor_angle::*;
pub use server_cinematic_actor_attach::*;
pub use server_cinematic_actor_mode::*;
pub use server_cinematic_actor_remove::*;
pub use server_cinematic_actor_spline::*;
pub use server_cinematic_actor_visibility::*;
pub use server_cinematic_advance_to_ending::*;
pub use server_cinematic_camera_pos_vel::*;
pub use server_cinematic_camera_rotation::*;
pub use server_cinematic_camera_spline::*;
pub use server_cinematic_camera_subject::*;
pub use server_cinematic_complete::*;
pub use server_cinematic_end::*;
pub use server_cinematic_full_screen_effect_add::*;
pub use server_cinematic_full_screen_effect_remove::*;
pub use server_cinematic_missile_actor_add::*;
pub use server_cinematic_missile_actor_remove::*;
pub use server_cinematic_notify::*;
pub use server_cinematic_platform_detach_actor::*;
pub use server_cinematic_player_control::*;
pub use server_cinematic_scene::*;
pub use server_cinematic_show_animate::*;
pub use server_cinematic_start_time::*;
pub use server_cinematic_story_panel_dialog_hide::*;
pub use server_cinematic_text::*;
pub use server_cinematic_transition::*;
pub use server_cinematic_transition_duration_set::*;
pub use server_cinematic_visual_effect::*;
pub use server_cinematic_visual_effect_end::*;
pub use server_cinematic_white_out::*;
pub use server_cinematic022_b::*;
pub use server_cinematic0211::*;
pub use server_cinematic0212::*;
pub use server_cinematic0216::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const CINEMATIC: &[Entry] = &[
    Entry::of::<ClientCinematicCameraSubjectPosVel>("cinematic"),
    Entry::of::<ClientCinematicCameraSubjectSpline>("cinematic"),
    Entry::of::<ClientCinematicCameraSubjectUnit>("cinematic"),
    Entry::of::<ClientCinematicState>("cinematic"),
    Entry::of::<ClientCinematicWhiteOutFinished>("cinematic"),
    Entry::of::<ServerCinematic0211>("cinematic"),
    Entry::of::<ServerCinematic0212>("cinematic"),
    Entry::of::<ServerCinematic0216>("cinematic"),
    Entry::of::<ServerCinematic022B>("cinematic"),
    Entry::of::<ServerCinematicActor>("cinematic"),
    Entry::of::<ServerCinematicActorAngle>("cinematic"),
    Entry::of::<ServerCinematicActorAttach>("cinematic"),
    Entry::of::<ServerCinematicActorMode>("cinematic"),
    Entry::of::<ServerCinematicActorRemove>("cinematic"),
    Entry::of::<ServerCinematicActorSpline>("cinematic"),
    Entry::of::<ServerCinematicActorVisibility>("cinematic"),
    Entry::of::<ServerCinematicAdvanceToEnding>("cinematic"),
    Entry::of::<ServerCinematicCameraPosVel>("cinematic"),
    Entry::of::<ServerCinematicCameraRotation>("cinematic"),
    Entry::of::<ServerCinematicCameraSpline>("cinematic"),
    Entry::of::<ServerCinematicCameraSubject>("cinematic"),
    Entry::of::<ServerCinematicComplete>("cinematic"),
    Entry::of::<ServerCinematicEnd>("cinematic"),
    Entry::of::<ServerCinematicFullScreenEffectAdd>("cinematic"),
    Entry::of::<ServerCinematicFullScreenEffectRemove>("cinematic"),
    Entry::of::<ServerCinematicMissileActorAdd>("cinematic"),
    Entry::of::<ServerCinematicMissileActorRemove>("cinematic"),
    Entry::of::<ServerCinematicNotify>("cinematic"),
    Entry::of::<ServerCinematicPlatformDetachActor>("cinematic"),
    Entry::of::<ServerCinematicPlayerControl>("cinematic"),
    Entry::of::<ServerCinematicScene>("cinematic"),
    Entry::of::<ServerCinematicShowAnimate>("cinematic"),
    Entry::of::<ServerCinematicStartTime>("cinematic"),
    Entry::of::<ServerCinematicStoryPanelDialogHide>("cinematic"),
    Entry::of::<ServerCinematicText>("cinematic"),
    Entry::of::<ServerCinematicTransition>("cinematic"),
    Entry::of::<ServerCinematicTransitionDurationSet>("cinematic"),
    Entry::of::<ServerCinematicVisualEffect>("cinematic"),
    Entry::of::<ServerCinematicVisualEffectEnd>("cinematic"),
    Entry::of::<ServerCinematicWhiteOut>("cinematic"),
];
