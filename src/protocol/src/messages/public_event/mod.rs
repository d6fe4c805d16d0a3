//! Public events: objectives, votes, teams, scores.

mod client_public_event_request_scoreboard;
mod client_public_event_vote;
mod server_public_event_bomb_dropped;
mod server_public_event_bomb_status;
mod server_public_event_detailed_vote_initiate;
mod server_public_event_end;
mod server_public_event_leave;
mod server_public_event_location_update;
mod server_public_event_map_region_update;
mod server_public_event_objective_notification_mode;
mod server_public_event_objective_start;
mod server_public_event_objective_status_update;
mod server_public_event_objective_update;
mod server_public_event_personal_stat_update;
mod server_public_event_personal_stats_update;
mod server_public_event_reset_objective_state;
mod server_public_event_start;
mod server_public_event_stats_update;
mod server_public_event_team_multiplier;
mod server_public_event_time_update;
mod server_public_event_trigger_ui_updates;
mod server_public_event_unit_add;
mod server_public_event_unit_update;
mod server_public_event_vote_end;
mod server_public_event_vote_initate;
mod server_public_event_vote_tally;

pub use client_public_event_request_scoreboard::*;
pub use client_public_event_vote::*;
pub use server_public_event_bomb_dropped::*;
pub use server_public_event_bomb_status::*;
pub use server_public_event_detailed_vote_initiate::*;
pub use server_public_event_end::*;
pub use server_public_event_leave::*;
pub use server_public_event_location_update::*;
pub use server_public_event_map_region_update::*;
pub use server_public_event_objective_notification_mode::*;
pub use server_public_event_objective_start::*;
pub use server_public_event_objective_status_update::*;
pub use server_public_event_objective_update::*;
pub use server_public_event_personal_stat_update::*;
pub use server_public_event_personal_stats_update::*;
pub use server_public_event_reset_objective_state::*;
pub use server_public_event_start::*;
pub use server_public_event_stats_update::*;
pub use server_public_event_team_multiplier::*;
pub use server_public_event_time_update::*;
pub use server_public_event_trigger_ui_updates::*;
pub use server_public_event_unit_add::*;
pub use server_public_event_unit_update::*;
pub use server_public_event_vote_end::*;
pub use server_public_event_vote_initate::*;
pub use server_public_event_vote_tally::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const PUBLIC_EVENT: &[Entry] = &[
    Entry::of::<ClientPublicEventRequestScoreboard>("public_event"),
    Entry::of::<ClientPublicEventVote>("public_event"),
    Entry::of::<ServerPublicEventBombDropped>("public_event"),
    Entry::of::<ServerPublicEventBombStatus>("public_event"),
    Entry::of::<ServerPublicEventDetailedVoteInitiate>("public_event"),
    Entry::of::<ServerPublicEventEnd>("public_event"),
    Entry::of::<ServerPublicEventLeave>("public_event"),
    Entry::of::<ServerPublicEventLocationUpdate>("public_event"),
    Entry::of::<ServerPublicEventMapRegionUpdate>("public_event"),
    Entry::of::<ServerPublicEventObjectiveNotificationMode>("public_event"),
    Entry::of::<ServerPublicEventObjectiveStart>("public_event"),
    Entry::of::<ServerPublicEventObjectiveStatusUpdate>("public_event"),
    Entry::of::<ServerPublicEventObjectiveUpdate>("public_event"),
    Entry::of::<ServerPublicEventPersonalStatUpdate>("public_event"),
    Entry::of::<ServerPublicEventPersonalStatsUpdate>("public_event"),
    Entry::of::<ServerPublicEventResetObjectiveState>("public_event"),
    Entry::of::<ServerPublicEventStart>("public_event"),
    Entry::of::<ServerPublicEventStatsUpdate>("public_event"),
    Entry::of::<ServerPublicEventTeamMultiplier>("public_event"),
    Entry::of::<ServerPublicEventTimeUpdate>("public_event"),
    Entry::of::<ServerPublicEventTriggerUiUpdates>("public_event"),
    Entry::of::<ServerPublicEventUnitAdd>("public_event"),
    Entry::of::<ServerPublicEventUnitUpdate>("public_event"),
    Entry::of::<ServerPublicEventVoteEnd>("public_event"),
    Entry::of::<ServerPublicEventVoteInitate>("public_event"),
    Entry::of::<ServerPublicEventVoteTally>("public_event"),
];
