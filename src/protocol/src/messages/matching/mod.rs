//! Queues for instances and battlegrounds, matches, ratings, leaderboards.

mod client_closed_instance_settings;
mod client_leaderboard_pve_request;
mod client_leaderboard_pvp_request;
mod client_leave_pending_removal_instance;
mod client_matching_match_cast_vote_kick;
mod client_matching_match_cast_vote_surrender;
mod client_matching_match_initiate_looking_for_replacements;
mod client_matching_match_initiate_vote_to_kick;
mod client_matching_match_initiate_vote_to_surrender;
mod client_matching_match_leave;
mod client_matching_match_ready_response;
mod client_matching_queue;
mod client_matching_queue_leave;
mod client_matching_queue_leave_all;
mod client_matching_queue_leave_as_group;
mod client_matching_queue_party;
mod client_matching_queue_random;
mod client_matching_queue_random_party;
mod client_matching_role_check_response;
mod client_matching_stop_looking_for_replacements;
mod client_matching_transfer_into_match;
mod client_reset_instances;
mod client_reset_single_instance;
mod client_set_instance_settings;
mod server_hide_instance_game_mode_dialog;
mod server_instance_busy;
mod server_instance_reset_failed;
mod server_instance_reset_result;
mod server_instance_settings;
mod server_leaderboard_pve;
mod server_leaderboard_pvp;
mod server_matching_average_wait_time_update;
mod server_matching_eligibility_changed;
mod server_matching_group_is_queued;
mod server_matching_group_member_role_selection;
mod server_matching_left_queue;
mod server_matching_list_players_queued_for_map;
mod server_matching_manager0x5_b0;
mod server_matching_match_entered;
mod server_matching_match_exited;
mod server_matching_match_finished;
mod server_matching_match_in_progress_ready;
mod server_matching_match_joined;
mod server_matching_match_kick_cooldown_update;
mod server_matching_match_left;
mod server_matching_match_operation_result;
mod server_matching_match_participant_count_update;
mod server_matching_match_pvp_finished;
mod server_matching_match_pvp_pool_updated;
mod server_matching_match_pvp_state_initial;
mod server_matching_match_pvp_state_updated;
mod server_matching_match_ready;
mod server_matching_match_ready_cancel;
mod server_matching_match_vote_kick_begin;
mod server_matching_match_vote_kick_cancelled;
mod server_matching_match_vote_kick_failed;
mod server_matching_match_vote_kick_succeeded;
mod server_matching_match_vote_surrender_begin;
mod server_matching_match_vote_surrender_failed;
mod server_matching_penalty_updated;
mod server_matching_pvp_inactivity_alert;
mod server_matching_pvp_kill_notification;
mod server_matching_pvp_rating_updated;
mod server_matching_pvp_team_info_update;
mod server_matching_queue_join;
mod server_matching_queue_result_announce;
mod server_matching_queue_status;
mod server_matching_role_check_started;
mod server_pve_rating_update;
mod server_pvp_cooldown_clear;
mod server_pvp_cooldown_update;
mod server_pvp_rating_update;
mod server_show_instance_game_mode_dialog;
mod server_show_instance_restricted_dialog;

pub use client_closed_instance_settings::*;
pub use client_leaderboard_pve_request::*;
pub use client_leaderboard_pvp_request::*;
pub use client_leave_pending_removal_instance::*;
pub use client_matching_match_cast_vote_kick::*;
pub use client_matching_match_cast_vote_surrender::*;
pub use client_matching_match_initiate_looking_for_replacements::*;
pub use client_matching_match_initiate_vote_to_kick::*;
pub use client_matching_match_initiate_vote_to_surrender::*;
pub use client_matching_match_leave::*;
pub use client_matching_match_ready_response::*;
pub use client_matching_queue::*;
pub use client_matching_queue_leave::*;
pub use client_matching_queue_leave_all::*;
pub use client_matching_queue_leave_as_group::*;
pub use client_matching_queue_party::*;
pub use client_matching_queue_random::*;
pub use client_matching_queue_random_party::*;
pub use client_matching_role_check_response::*;
pub use client_matching_stop_looking_for_replacements::*;
pub use client_matching_transfer_into_match::*;
pub use client_reset_instances::*;
pub use client_reset_single_instance::*;
pub use client_set_instance_settings::*;
pub use server_hide_instance_game_mode_dialog::*;
pub use server_instance_busy::*;
pub use server_instance_reset_failed::*;
pub use server_instance_reset_result::*;
pub use server_instance_settings::*;
pub use server_leaderboard_pve::*;
pub use server_leaderboard_pvp::*;
pub use server_matching_average_wait_time_update::*;
pub use server_matching_eligibility_changed::*;
pub use server_matching_group_is_queued::*;
pub use server_matching_group_member_role_selection::*;
pub use server_matching_left_queue::*;
pub use server_matching_list_players_queued_for_map::*;
pub use server_matching_manager0x5_b0::*;
pub use server_matching_match_entered::*;
pub use server_matching_match_exited::*;
pub use server_matching_match_finished::*;
pub use server_matching_match_in_progress_ready::*;
pub use server_matching_match_joined::*;
pub use server_matching_match_kick_cooldown_update::*;
pub use server_matching_match_left::*;
pub use server_matching_match_operation_result::*;
pub use server_matching_match_participant_count_update::*;
pub use server_matching_match_pvp_finished::*;
pub use server_matching_match_pvp_pool_updated::*;
pub use server_matching_match_pvp_state_initial::*;
pub use server_matching_match_pvp_state_updated::*;
pub use server_matching_match_ready::*;
pub use server_matching_match_ready_cancel::*;
pub use server_matching_match_vote_kick_begin::*;
pub use server_matching_match_vote_kick_cancelled::*;
pub use server_matching_match_vote_kick_failed::*;
pub use server_matching_match_vote_kick_succeeded::*;
pub use server_matching_match_vote_surrender_begin::*;
pub use server_matching_match_vote_surrender_failed::*;
pub use server_matching_penalty_updated::*;
pub use server_matching_pvp_inactivity_alert::*;
pub use server_matching_pvp_kill_notification::*;
pub use server_matching_pvp_rating_updated::*;
pub use server_matching_pvp_team_info_update::*;
pub use server_matching_queue_join::*;
pub use server_matching_queue_result_announce::*;
pub use server_matching_queue_status::*;
pub use server_matching_role_check_started::*;
pub use server_pve_rating_update::*;
pub use server_pvp_cooldown_clear::*;
pub use server_pvp_cooldown_update::*;
pub use server_pvp_rating_update::*;
pub use server_show_instance_game_mode_dialog::*;
pub use server_show_instance_restricted_dialog::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const MATCHING: &[Entry] = &[
    Entry::of::<ClientClosedInstanceSettings>("matching"),
    Entry::of::<ClientLeaderboardPveRequest>("matching"),
    Entry::of::<ClientLeaderboardPvpRequest>("matching"),
    Entry::of::<ClientLeavePendingRemovalInstance>("matching"),
    Entry::of::<ClientMatchingMatchCastVoteKick>("matching"),
    Entry::of::<ClientMatchingMatchCastVoteSurrender>("matching"),
    Entry::of::<ClientMatchingMatchInitiateLookingForReplacements>("matching"),
    Entry::of::<ClientMatchingMatchInitiateVoteToKick>("matching"),
    Entry::of::<ClientMatchingMatchInitiateVoteToSurrender>("matching"),
    Entry::of::<ClientMatchingMatchLeave>("matching"),
    Entry::of::<ClientMatchingMatchReadyResponse>("matching"),
    Entry::of::<ClientMatchingQueue>("matching"),
    Entry::of::<ClientMatchingQueueLeave>("matching"),
    Entry::of::<ClientMatchingQueueLeaveAll>("matching"),
    Entry::of::<ClientMatchingQueueLeaveAsGroup>("matching"),
    Entry::of::<ClientMatchingQueueParty>("matching"),
    Entry::of::<ClientMatchingQueueRandom>("matching"),
    Entry::of::<ClientMatchingQueueRandomParty>("matching"),
    Entry::of::<ClientMatchingRoleCheckResponse>("matching"),
    Entry::of::<ClientMatchingStopLookingForReplacements>("matching"),
    Entry::of::<ClientMatchingTransferIntoMatch>("matching"),
    Entry::of::<ClientResetInstances>("matching"),
    Entry::of::<ClientResetSingleInstance>("matching"),
    Entry::of::<ClientSetInstanceSettings>("matching"),
    Entry::of::<ServerHideInstanceGameModeDialog>("matching"),
    Entry::of::<ServerInstanceBusy>("matching"),
    Entry::of::<ServerInstanceResetFailed>("matching"),
    Entry::of::<ServerInstanceResetResult>("matching"),
    Entry::of::<ServerInstanceSettings>("matching"),
    Entry::of::<ServerLeaderboardPve>("matching"),
    Entry::of::<ServerLeaderboardPvp>("matching"),
    Entry::of::<ServerMatchingAverageWaitTimeUpdate>("matching"),
    Entry::of::<ServerMatchingEligibilityChanged>("matching"),
    Entry::of::<ServerMatchingGroupIsQueued>("matching"),
    Entry::of::<ServerMatchingGroupMemberRoleSelection>("matching"),
    Entry::of::<ServerMatchingLeftQueue>("matching"),
    Entry::of::<ServerMatchingListPlayersQueuedForMap>("matching"),
    Entry::of::<ServerMatchingManager0x5B0>("matching"),
    Entry::of::<ServerMatchingMatchEntered>("matching"),
    Entry::of::<ServerMatchingMatchExited>("matching"),
    Entry::of::<ServerMatchingMatchFinished>("matching"),
    Entry::of::<ServerMatchingMatchInProgressReady>("matching"),
    Entry::of::<ServerMatchingMatchJoined>("matching"),
    Entry::of::<ServerMatchingMatchKickCooldownUpdate>("matching"),
    Entry::of::<ServerMatchingMatchLeft>("matching"),
    Entry::of::<ServerMatchingMatchOperationResult>("matching"),
    Entry::of::<ServerMatchingMatchParticipantCountUpdate>("matching"),
    Entry::of::<ServerMatchingMatchPvpFinished>("matching"),
    Entry::of::<ServerMatchingMatchPvpPoolUpdated>("matching"),
    Entry::of::<ServerMatchingMatchPvpStateInitial>("matching"),
    Entry::of::<ServerMatchingMatchPvpStateUpdated>("matching"),
    Entry::of::<ServerMatchingMatchReady>("matching"),
    Entry::of::<ServerMatchingMatchReadyCancel>("matching"),
    Entry::of::<ServerMatchingMatchVoteKickBegin>("matching"),
    Entry::of::<ServerMatchingMatchVoteKickCancelled>("matching"),
    Entry::of::<ServerMatchingMatchVoteKickFailed>("matching"),
    Entry::of::<ServerMatchingMatchVoteKickSucceeded>("matching"),
    Entry::of::<ServerMatchingMatchVoteSurrenderBegin>("matching"),
    Entry::of::<ServerMatchingMatchVoteSurrenderFailed>("matching"),
    Entry::of::<ServerMatchingPenaltyUpdated>("matching"),
    Entry::of::<ServerMatchingPvpInactivityAlert>("matching"),
    Entry::of::<ServerMatchingPvpKillNotification>("matching"),
    Entry::of::<ServerMatchingPvpRatingUpdated>("matching"),
    Entry::of::<ServerMatchingPvpTeamInfoUpdate>("matching"),
    Entry::of::<ServerMatchingQueueJoin>("matching"),
    Entry::of::<ServerMatchingQueueResultAnnounce>("matching"),
    Entry::of::<ServerMatchingQueueStatus>("matching"),
    Entry::of::<ServerMatchingRoleCheckStarted>("matching"),
    Entry::of::<ServerPveRatingUpdate>("matching"),
    Entry::of::<ServerPvpCooldownClear>("matching"),
    Entry::of::<ServerPvpCooldownUpdate>("matching"),
    Entry::of::<ServerPvpRatingUpdate>("matching"),
    Entry::of::<ServerShowInstanceGameModeDialog>("matching"),
    Entry::of::<ServerShowInstanceRestrictedDialog>("matching"),
];
