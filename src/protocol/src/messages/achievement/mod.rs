//! Achievements, titles, lore, reward tracks and rotations.

mod client_daily_login_rewards_request;
mod client_galactic_archive_unlock;
mod client_galactic_archive_viewed;
mod client_reward_rotations_request_update;
mod client_reward_track_choose_track;
mod client_reward_track_claim_reward_point;
mod client_steam_achievements;
mod client_title_set;
mod server_achievement_init;
mod server_achievement_update;
mod server_daily_login_update;
mod server_datacube_update;
mod server_datacube_update_list;
mod server_datacube_volume_update;
mod server_galactic_archive_refresh;
mod server_galactic_archive_update;
mod server_realm_first_achievement;
mod server_reward_rotation_locked_add;
mod server_reward_rotation_locked_list;
mod server_reward_rotation_locked_remove;
mod server_reward_rotation_locked_update;
mod server_reward_rotations;
mod server_reward_track_add;
mod server_reward_track_remove;
mod server_reward_track_update;
mod server_reward_tracks_reload;
mod server_title_set;
mod server_title_update;
mod server_titles;

pub use client_daily_login_rewards_request::*;
pub use client_galactic_archive_unlock::*;
pub use client_galactic_archive_viewed::*;
pub use client_reward_rotations_request_update::*;
pub use client_reward_track_choose_track::*;
pub use client_reward_track_claim_reward_point::*;
pub use client_steam_achievements::*;
pub use client_title_set::*;
pub use server_achievement_init::*;
pub use server_achievement_update::*;
pub use server_daily_login_update::*;
pub use server_datacube_update::*;
pub use server_datacube_update_list::*;
pub use server_datacube_volume_update::*;
pub use server_galactic_archive_refresh::*;
pub use server_galactic_archive_update::*;
pub use server_realm_first_achievement::*;
pub use server_reward_rotation_locked_add::*;
pub use server_reward_rotation_locked_list::*;
pub use server_reward_rotation_locked_remove::*;
pub use server_reward_rotation_locked_update::*;
pub use server_reward_rotations::*;
pub use server_reward_track_add::*;
pub use server_reward_track_remove::*;
pub use server_reward_track_update::*;
pub use server_reward_tracks_reload::*;
pub use server_title_set::*;
pub use server_title_update::*;
pub use server_titles::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const ACHIEVEMENT: &[Entry] = &[
    Entry::of::<ClientDailyLoginRewardsRequest>("achievement"),
    Entry::of::<ClientGalacticArchiveUnlock>("achievement"),
    Entry::of::<ClientGalacticArchiveViewed>("achievement"),
    Entry::of::<ClientRewardRotationsRequestUpdate>("achievement"),
    Entry::of::<ClientRewardTrackChooseTrack>("achievement"),
    Entry::of::<ClientRewardTrackClaimRewardPoint>("achievement"),
    Entry::of::<ClientSteamAchievements>("achievement"),
    Entry::of::<ClientTitleSet>("achievement"),
    Entry::of::<ServerAchievementInit>("achievement"),
    Entry::of::<ServerAchievementUpdate>("achievement"),
    Entry::of::<ServerDailyLoginUpdate>("achievement"),
    Entry::of::<ServerDatacubeUpdate>("achievement"),
    Entry::of::<ServerDatacubeUpdateList>("achievement"),
    Entry::of::<ServerDatacubeVolumeUpdate>("achievement"),
    Entry::of::<ServerGalacticArchiveRefresh>("achievement"),
    Entry::of::<ServerGalacticArchiveUpdate>("achievement"),
    Entry::of::<ServerRealmFirstAchievement>("achievement"),
    Entry::of::<ServerRewardRotationLockedAdd>("achievement"),
    Entry::of::<ServerRewardRotationLockedList>("achievement"),
    Entry::of::<ServerRewardRotationLockedRemove>("achievement"),
    Entry::of::<ServerRewardRotationLockedUpdate>("achievement"),
    Entry::of::<ServerRewardRotations>("achievement"),
    Entry::of::<ServerRewardTrackAdd>("achievement"),
    Entry::of::<ServerRewardTrackRemove>("achievement"),
    Entry::of::<ServerRewardTrackUpdate>("achievement"),
    Entry::of::<ServerRewardTracksReload>("achievement"),
    Entry::of::<ServerTitleSet>("achievement"),
    Entry::of::<ServerTitleUpdate>("achievement"),
    Entry::of::<ServerTitles>("achievement"),
];
