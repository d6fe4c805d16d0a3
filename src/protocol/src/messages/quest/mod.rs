//! Quests, communicator calls and challenges.

mod client_challenge_choice;
mod client_communicator_action;
mod client_quest_abandon;
mod client_quest_accept;
mod client_quest_complete;
mod client_quest_retry;
mod client_quest_set_ignore;
mod client_quest_set_tracked;
mod client_quest_share;
mod client_quest_share_result;
mod server_challenge_result;
mod server_challenge_share_timeout;
mod server_challenge_shared;
mod server_challenge_update;
mod server_communicator_message;
mod server_quest_contract_good_quality_changed;
mod server_quest_init;
mod server_quest_lua_event;
mod server_quest_objective_update;
mod server_quest_objective_world_location;
mod server_quest_periodic_reset;
mod server_quest_shared;
mod server_quest_spell_shortcut;
mod server_quest_state_change;
mod server_story_communicator_show;

pub use client_challenge_choice::*;
pub use client_communicator_action::*;
pub use client_quest_abandon::*;
pub use client_quest_accept::*;
pub use client_quest_complete::*;
pub use client_quest_retry::*;
pub use client_quest_set_ignore::*;
pub use client_quest_set_tracked::*;
pub use client_quest_share::*;
pub use client_quest_share_result::*;
pub use server_challenge_result::*;
pub use server_challenge_share_timeout::*;
pub use server_challenge_shared::*;
pub use server_challenge_update::*;
pub use server_communicator_message::*;
pub use server_quest_contract_good_quality_changed::*;
pub use server_quest_init::*;
pub use server_quest_lua_event::*;
pub use server_quest_objective_update::*;
pub use server_quest_objective_world_location::*;
pub use server_quest_periodic_reset::*;
pub use server_quest_shared::*;
pub use server_quest_spell_shortcut::*;
pub use server_quest_state_change::*;
pub use server_story_communicator_show::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const QUEST: &[Entry] = &[
    Entry::of::<ClientChallengeChoice>("quest"),
    Entry::of::<ClientCommunicatorAction>("quest"),
    Entry::of::<ClientQuestAbandon>("quest"),
    Entry::of::<ClientQuestAccept>("quest"),
    Entry::of::<ClientQuestComplete>("quest"),
    Entry::of::<ClientQuestRetry>("quest"),
    Entry::of::<ClientQuestSetIgnore>("quest"),
    Entry::of::<ClientQuestSetTracked>("quest"),
    Entry::of::<ClientQuestShare>("quest"),
    Entry::of::<ClientQuestShareResult>("quest"),
    Entry::of::<ServerChallengeResult>("quest"),
    Entry::of::<ServerChallengeShareTimeout>("quest"),
    Entry::of::<ServerChallengeShared>("quest"),
    Entry::of::<ServerChallengeUpdate>("quest"),
    Entry::of::<ServerCommunicatorMessage>("quest"),
    Entry::of::<ServerQuestContractGoodQualityChanged>("quest"),
    Entry::of::<ServerQuestInit>("quest"),
    Entry::of::<ServerQuestLuaEvent>("quest"),
    Entry::of::<ServerQuestObjectiveUpdate>("quest"),
    Entry::of::<ServerQuestObjectiveWorldLocation>("quest"),
    Entry::of::<ServerQuestPeriodicReset>("quest"),
    Entry::of::<ServerQuestShared>("quest"),
    Entry::of::<ServerQuestSpellShortcut>("quest"),
    Entry::of::<ServerQuestStateChange>("quest"),
    Entry::of::<ServerStoryCommunicatorShow>("quest"),
];
