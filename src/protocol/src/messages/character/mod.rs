//! One character: made, chosen, renamed, grown.

mod client_character_create;
mod client_character_delete;
mod client_character_list;
mod client_character_rename;
mod client_character_select;
mod client_inspect_player_request;
mod client_logout_confirm;
mod client_logout_request;
mod client_player_info_request;
mod client_replay_level_request;
mod client_request_played;
mod server_character_bindpoint;
mod server_character_create;
mod server_character_delete_result;
mod server_character_deleted_info;
mod server_character_disabled;
mod server_character_flags_updated;
mod server_character_list;
mod server_character_rename_result;
mod server_character_select_fail;
mod server_experience_gained;
mod server_inspect_player_response;
mod server_logout;
mod server_logout_update;
mod server_player_changed;
mod server_player_create;
mod server_player_info_basic_response;
mod server_player_info_full_response;
mod server_player_played;
mod server_reputation_override_add;
mod server_reputation_override_remove;
mod server_reputation_update;

pub use client_character_create::*;
pub use client_character_delete::*;
pub use client_character_list::*;
pub use client_character_rename::*;
pub use client_character_select::*;
pub use client_inspect_player_request::*;
pub use client_logout_confirm::*;
pub use client_logout_request::*;
pub use client_player_info_request::*;
pub use client_replay_level_request::*;
pub use client_request_played::*;
pub use server_character_bindpoint::*;
pub use server_character_create::*;
pub use server_character_delete_result::*;
pub use server_character_deleted_info::*;
pub use server_character_disabled::*;
pub use server_character_flags_updated::*;
pub use server_character_list::*;
pub use server_character_rename_result::*;
pub use server_character_select_fail::*;
pub use server_experience_gained::*;
pub use server_inspect_player_response::*;
pub use server_logout::*;
pub use server_logout_update::*;
pub use server_player_changed::*;
pub use server_player_create::*;
pub use server_player_info_basic_response::*;
pub use server_player_info_full_response::*;
pub use server_player_played::*;
pub use server_reputation_override_add::*;
pub use server_reputation_override_remove::*;
pub use server_reputation_update::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const CHARACTER: &[Entry] = &[
    Entry::of::<ClientCharacterCreate>("character"),
    Entry::of::<ClientCharacterDelete>("character"),
    Entry::of::<ClientCharacterList>("character"),
    Entry::of::<ClientCharacterRename>("character"),
    Entry::of::<ClientCharacterSelect>("character"),
    Entry::of::<ClientInspectPlayerRequest>("character"),
    Entry::of::<ClientLogoutConfirm>("character"),
    Entry::of::<ClientLogoutRequest>("character"),
    Entry::of::<ClientPlayerInfoRequest>("character"),
    Entry::of::<ClientReplayLevelRequest>("character"),
    Entry::of::<ClientRequestPlayed>("character"),
    Entry::of::<ServerCharacterBindpoint>("character"),
    Entry::of::<ServerCharacterCreate>("character"),
    Entry::of::<ServerCharacterDeleteResult>("character"),
    Entry::of::<ServerCharacterDeletedInfo>("character"),
    Entry::of::<ServerCharacterDisabled>("character"),
    Entry::of::<ServerCharacterFlagsUpdated>("character"),
    Entry::of::<ServerCharacterList>("character"),
    Entry::of::<ServerCharacterRenameResult>("character"),
    Entry::of::<ServerCharacterSelectFail>("character"),
    Entry::of::<ServerExperienceGained>("character"),
    Entry::of::<ServerInspectPlayerResponse>("character"),
    Entry::of::<ServerLogout>("character"),
    Entry::of::<ServerLogoutUpdate>("character"),
    Entry::of::<ServerPlayerChanged>("character"),
    Entry::of::<ServerPlayerCreate>("character"),
    Entry::of::<ServerPlayerInfoBasicResponse>("character"),
    Entry::of::<ServerPlayerInfoFullResponse>("character"),
    Entry::of::<ServerPlayerPlayed>("character"),
    Entry::of::<ServerReputationOverrideAdd>("character"),
    Entry::of::<ServerReputationOverrideRemove>("character"),
    Entry::of::<ServerReputationUpdate>("character"),
];
