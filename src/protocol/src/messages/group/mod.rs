//! Groups and raids: invitations, members, marks, ready checks.

mod client_group_flags_changed;
mod client_group_invite;
mod client_group_invite_response;
mod client_group_kick;
mod client_group_leave;
mod client_group_loot_rules_change;
mod client_group_mark_unit;
mod client_group_promote;
mod client_group_request_join;
mod client_group_request_join_response;
mod client_group_send_ready_check;
mod client_group_set_role;
mod client_raid_info_request;
mod server_group_action_result;
mod server_group_flags_changed;
mod server_group_invite_received;
mod server_group_invite_result;
mod server_group_join;
mod server_group_leave;
mod server_group_loot_rules_change;
mod server_group_mark_unit;
mod server_group_max_size_change;
mod server_group_member_add;
mod server_group_member_flags_changed;
mod server_group_member_stat_update;
mod server_group_position_update;
mod server_group_promote;
mod server_group_referral;
mod server_group_remove;
mod server_group_request_join_response;
mod server_group_request_join_result;
mod server_group_send_ready_check;
mod server_group_update_player_realm;
mod server_raid_info_response;

pub use client_group_flags_changed::*;
pub use client_group_invite::*;
pub use client_group_invite_response::*;
pub use client_group_kick::*;
pub use client_group_leave::*;
pub use client_group_loot_rules_change::*;
pub use client_group_mark_unit::*;
pub use client_group_promote::*;
pub use client_group_request_join::*;
pub use client_group_request_join_response::*;
pub use client_group_send_ready_check::*;
pub use client_group_set_role::*;
pub use client_raid_info_request::*;
pub use server_group_action_result::*;
pub use server_group_flags_changed::*;
pub use server_group_invite_received::*;
pub use server_group_invite_result::*;
pub use server_group_join::*;
pub use server_group_leave::*;
pub use server_group_loot_rules_change::*;
pub use server_group_mark_unit::*;
pub use server_group_max_size_change::*;
pub use server_group_member_add::*;
pub use server_group_member_flags_changed::*;
pub use server_group_member_stat_update::*;
pub use server_group_position_update::*;
pub use server_group_promote::*;
pub use server_group_referral::*;
pub use server_group_remove::*;
pub use server_group_request_join_response::*;
pub use server_group_request_join_result::*;
pub use server_group_send_ready_check::*;
pub use server_group_update_player_realm::*;
pub use server_raid_info_response::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const GROUP: &[Entry] = &[
    Entry::of::<ClientGroupFlagsChanged>("group"),
    Entry::of::<ClientGroupInvite>("group"),
    Entry::of::<ClientGroupInviteResponse>("group"),
    Entry::of::<ClientGroupKick>("group"),
    Entry::of::<ClientGroupLeave>("group"),
    Entry::of::<ClientGroupLootRulesChange>("group"),
    Entry::of::<ClientGroupMarkUnit>("group"),
    Entry::of::<ClientGroupPromote>("group"),
    Entry::of::<ClientGroupRequestJoin>("group"),
    Entry::of::<ClientGroupRequestJoinResponse>("group"),
    Entry::of::<ClientGroupSendReadyCheck>("group"),
    Entry::of::<ClientGroupSetRole>("group"),
    Entry::of::<ClientRaidInfoRequest>("group"),
    Entry::of::<ServerGroupActionResult>("group"),
    Entry::of::<ServerGroupFlagsChanged>("group"),
    Entry::of::<ServerGroupInviteReceived>("group"),
    Entry::of::<ServerGroupInviteResult>("group"),
    Entry::of::<ServerGroupJoin>("group"),
    Entry::of::<ServerGroupLeave>("group"),
    Entry::of::<ServerGroupLootRulesChange>("group"),
    Entry::of::<ServerGroupMarkUnit>("group"),
    Entry::of::<ServerGroupMaxSizeChange>("group"),
    Entry::of::<ServerGroupMemberAdd>("group"),
    Entry::of::<ServerGroupMemberFlagsChanged>("group"),
    Entry::of::<ServerGroupMemberStatUpdate>("group"),
    Entry::of::<ServerGroupPositionUpdate>("group"),
    Entry::of::<ServerGroupPromote>("group"),
    Entry::of::<ServerGroupReferral>("group"),
    Entry::of::<ServerGroupRemove>("group"),
    Entry::of::<ServerGroupRequestJoinResponse>("group"),
    Entry::of::<ServerGroupRequestJoinResult>("group"),
    Entry::of::<ServerGroupSendReadyCheck>("group"),
    Entry::of::<ServerGroupUpdatePlayerRealm>("group"),
    Entry::of::<ServerRaidInfoResponse>("group"),
];
