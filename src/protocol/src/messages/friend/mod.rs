//! Friends, account friends, rivals, neighbours and who is ignored.

mod client_friend_account_add_by_email;
mod client_friend_account_add_by_identity;
mod client_friend_account_add_by_name;
mod client_friend_account_invite_mark_seen;
mod client_friend_account_invite_response;
mod client_friend_account_personsal_presence_change;
mod client_friend_account_remove;
mod client_friend_account_set_private_data;
mod client_friend_account_set_public_note;
mod client_friend_account_upgrade_from_friend;
mod client_friend_add;
mod client_friend_invite_marked_seen;
mod client_friend_invite_response;
mod client_friend_personal_away_message;
mod client_friend_remove_by_identity;
mod client_friend_remove_by_name;
mod client_friend_set_note_by_identity;
mod client_friend_set_note_by_name;
mod client_friendship_block;
mod client_friendship_get_locations;
mod client_friendship_ignore_strangers_state;
mod client_friendship_set_public_display_name;
mod server_friend_account_character_level_update;
mod server_friend_account_character_zone_changed;
mod server_friend_account_display_name_update;
mod server_friend_account_invite_list;
mod server_friend_account_invite_remove;
mod server_friend_account_last_online;
mod server_friend_account_list;
mod server_friend_account_personal_status;
mod server_friend_account_presence_update;
mod server_friend_account_private_note;
mod server_friend_account_public_note;
mod server_friend_account_removed;
mod server_friend_account_removed_character;
mod server_friend_account_update;
mod server_friend_add;
mod server_friend_invite_list;
mod server_friend_invite_remove;
mod server_friend_last_online_update;
mod server_friend_level_update;
mod server_friend_list;
mod server_friend_location_update;
mod server_friend_remove;
mod server_friend_set_note;
mod server_friend_type_update;
mod server_friendship_ignore_strangers_state;
mod server_friendship_result;

pub use client_friend_account_add_by_email::*;
pub use client_friend_account_add_by_identity::*;
pub use client_friend_account_add_by_name::*;
pub use client_friend_account_invite_mark_seen::*;
pub use client_friend_account_invite_response::*;
pub use client_friend_account_personsal_presence_change::*;
pub use client_friend_account_remove::*;
pub use client_friend_account_set_private_data::*;
pub use client_friend_account_set_public_note::*;
pub use client_friend_account_upgrade_from_friend::*;
pub use client_friend_add::*;
pub use client_friend_invite_marked_seen::*;
pub use client_friend_invite_response::*;
pub use client_friend_personal_away_message::*;
pub use client_friend_remove_by_identity::*;
pub use client_friend_remove_by_name::*;
pub use client_friend_set_note_by_identity::*;
pub use client_friend_set_note_by_name::*;
pub use client_friendship_block::*;
pub use client_friendship_get_locations::*;
pub use client_friendship_ignore_strangers_state::*;
pub use client_friendship_set_public_display_name::*;
pub use server_friend_account_character_level_update::*;
pub use server_friend_account_character_zone_changed::*;
pub use server_friend_account_display_name_update::*;
pub use server_friend_account_invite_list::*;
pub use server_friend_account_invite_remove::*;
pub use server_friend_account_last_online::*;
pub use server_friend_account_list::*;
pub use server_friend_account_personal_status::*;
pub use server_friend_account_presence_update::*;
pub use server_friend_account_private_note::*;
pub use server_friend_account_public_note::*;
pub use server_friend_account_removed::*;
pub use server_friend_account_removed_character::*;
pub use server_friend_account_update::*;
pub use server_friend_add::*;
pub use server_friend_invite_list::*;
pub use server_friend_invite_remove::*;
pub use server_friend_last_online_update::*;
pub use server_friend_level_update::*;
pub use server_friend_list::*;
pub use server_friend_location_update::*;
pub use server_friend_remove::*;
pub use server_friend_set_note::*;
pub use server_friend_type_update::*;
pub use server_friendship_ignore_strangers_state::*;
pub use server_friendship_result::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const FRIEND: &[Entry] = &[
    Entry::of::<ClientFriendAccountAddByEmail>("friend"),
    Entry::of::<ClientFriendAccountAddByIdentity>("friend"),
    Entry::of::<ClientFriendAccountAddByName>("friend"),
    Entry::of::<ClientFriendAccountInviteMarkSeen>("friend"),
    Entry::of::<ClientFriendAccountInviteResponse>("friend"),
    Entry::of::<ClientFriendAccountPersonsalPresenceChange>("friend"),
    Entry::of::<ClientFriendAccountRemove>("friend"),
    Entry::of::<ClientFriendAccountSetPrivateData>("friend"),
    Entry::of::<ClientFriendAccountSetPublicNote>("friend"),
    Entry::of::<ClientFriendAccountUpgradeFromFriend>("friend"),
    Entry::of::<ClientFriendAdd>("friend"),
    Entry::of::<ClientFriendInviteMarkedSeen>("friend"),
    Entry::of::<ClientFriendInviteResponse>("friend"),
    Entry::of::<ClientFriendPersonalAwayMessage>("friend"),
    Entry::of::<ClientFriendRemoveByIdentity>("friend"),
    Entry::of::<ClientFriendRemoveByName>("friend"),
    Entry::of::<ClientFriendSetNoteByIdentity>("friend"),
    Entry::of::<ClientFriendSetNoteByName>("friend"),
    Entry::of::<ClientFriendshipBlock>("friend"),
    Entry::of::<ClientFriendshipGetLocations>("friend"),
    Entry::of::<ClientFriendshipIgnoreStrangersState>("friend"),
    Entry::of::<ClientFriendshipSetPublicDisplayName>("friend"),
    Entry::of::<ServerFriendAccountCharacterLevelUpdate>("friend"),
    Entry::of::<ServerFriendAccountCharacterZoneChanged>("friend"),
    Entry::of::<ServerFriendAccountDisplayNameUpdate>("friend"),
    Entry::of::<ServerFriendAccountInviteList>("friend"),
    Entry::of::<ServerFriendAccountInviteRemove>("friend"),
    Entry::of::<ServerFriendAccountLastOnline>("friend"),
    Entry::of::<ServerFriendAccountList>("friend"),
    Entry::of::<ServerFriendAccountPersonalStatus>("friend"),
    Entry::of::<ServerFriendAccountPresenceUpdate>("friend"),
    Entry::of::<ServerFriendAccountPrivateNote>("friend"),
    Entry::of::<ServerFriendAccountPublicNote>("friend"),
    Entry::of::<ServerFriendAccountRemoved>("friend"),
    Entry::of::<ServerFriendAccountRemovedCharacter>("friend"),
    Entry::of::<ServerFriendAccountUpdate>("friend"),
    Entry::of::<ServerFriendAdd>("friend"),
    Entry::of::<ServerFriendInviteList>("friend"),
    Entry::of::<ServerFriendInviteRemove>("friend"),
    Entry::of::<ServerFriendLastOnlineUpdate>("friend"),
    Entry::of::<ServerFriendLevelUpdate>("friend"),
    Entry::of::<ServerFriendList>("friend"),
    Entry::of::<ServerFriendLocationUpdate>("friend"),
    Entry::of::<ServerFriendRemove>("friend"),
    Entry::of::<ServerFriendSetNote>("friend"),
    Entry::of::<ServerFriendTypeUpdate>("friend"),
    Entry::of::<ServerFriendshipIgnoreStrangersState>("friend"),
    Entry::of::<ServerFriendshipResult>("friend"),
];
