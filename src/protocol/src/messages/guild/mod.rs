//! Guilds, circles, arena teams: ranks, roster, bank, perks.

mod client_cast_guild_boss_token;
mod client_guild_bank_money_transaction;
mod client_guild_bank_tab_open;
mod client_guild_bank_tab_rename;
mod client_guild_bank_transaction;
mod client_guild_bank_transaction2;
mod client_guild_holomark_update;
mod client_guild_invite_response;
mod client_guild_operation;
mod client_guild_perk_activate;
mod client_guild_register;
mod client_guild_set_standard;
mod client_guild_standard_modify;
mod server_guild_bank_inventory_add;
mod server_guild_bank_inventory_count;
mod server_guild_bank_inventory_remove;
mod server_guild_bank_tab_count;
mod server_guild_bank_tab_inventory;
mod server_guild_bank_tab_rename;
mod server_guild_bank_withdraw;
mod server_guild_classification;
mod server_guild_event_log;
mod server_guild_event_log_change;
mod server_guild_event_log_delete_entry;
mod server_guild_flags_update;
mod server_guild_influence_and_money;
mod server_guild_info_message_update;
mod server_guild_init;
mod server_guild_invite;
mod server_guild_join;
mod server_guild_member_change;
mod server_guild_member_remove;
mod server_guild_motd_update;
mod server_guild_nameplate_change;
mod server_guild_perk_activated;
mod server_guild_perk_deactivated;
mod server_guild_perk_unlocked;
mod server_guild_pvp_stats_update;
mod server_guild_queue_state_changed;
mod server_guild_rank_change;
mod server_guild_recruitment_availability;
mod server_guild_remove;
mod server_guild_rename;
mod server_guild_result;
mod server_guild_result2;
mod server_guild_roster;
mod server_guild_standard;
mod server_unit_guild_nameplate_changed;
mod server_unit_member_of_guild_change;

pub use client_cast_guild_boss_token::*;
pub use client_guild_bank_money_transaction::*;
pub use client_guild_bank_tab_open::*;
pub use client_guild_bank_tab_rename::*;
pub use client_guild_bank_transaction::*;
pub use client_guild_bank_transaction2::*;
pub use client_guild_holomark_update::*;
pub use client_guild_invite_response::*;
pub use client_guild_operation::*;
pub use client_guild_perk_activate::*;
pub use client_guild_register::*;
pub use client_guild_set_standard::*;
pub use client_guild_standard_modify::*;
pub use server_guild_bank_inventory_add::*;
pub use server_guild_bank_inventory_count::*;
pub use server_guild_bank_inventory_remove::*;
pub use server_guild_bank_tab_count::*;
pub use server_guild_bank_tab_inventory::*;
pub use server_guild_bank_tab_rename::*;
pub use server_guild_bank_withdraw::*;
pub use server_guild_classification::*;
pub use server_guild_event_log::*;
pub use server_guild_event_log_change::*;
pub use server_guild_event_log_delete_entry::*;
pub use server_guild_flags_update::*;
pub use server_guild_influence_and_money::*;
pub use server_guild_info_message_update::*;
pub use server_guild_init::*;
pub use server_guild_invite::*;
pub use server_guild_join::*;
pub use server_guild_member_change::*;
pub use server_guild_member_remove::*;
pub use server_guild_motd_update::*;
pub use server_guild_nameplate_change::*;
pub use server_guild_perk_activated::*;
pub use server_guild_perk_deactivated::*;
pub use server_guild_perk_unlocked::*;
pub use server_guild_pvp_stats_update::*;
pub use server_guild_queue_state_changed::*;
pub use server_guild_rank_change::*;
pub use server_guild_recruitment_availability::*;
pub use server_guild_remove::*;
pub use server_guild_rename::*;
pub use server_guild_result::*;
pub use server_guild_result2::*;
pub use server_guild_roster::*;
pub use server_guild_standard::*;
pub use server_unit_guild_nameplate_changed::*;
pub use server_unit_member_of_guild_change::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const GUILD: &[Entry] = &[
    Entry::of::<ClientCastGuildBossToken>("guild"),
    Entry::of::<ClientGuildBankMoneyTransaction>("guild"),
    Entry::of::<ClientGuildBankTabOpen>("guild"),
    Entry::of::<ClientGuildBankTabRename>("guild"),
    Entry::of::<ClientGuildBankTransaction>("guild"),
    Entry::of::<ClientGuildBankTransaction2>("guild"),
    Entry::of::<ClientGuildHolomarkUpdate>("guild"),
    Entry::of::<ClientGuildInviteResponse>("guild"),
    Entry::of::<ClientGuildOperation>("guild"),
    Entry::of::<ClientGuildPerkActivate>("guild"),
    Entry::of::<ClientGuildRegister>("guild"),
    Entry::of::<ClientGuildSetStandard>("guild"),
    Entry::of::<ClientGuildStandardModify>("guild"),
    Entry::of::<ServerGuildBankInventoryAdd>("guild"),
    Entry::of::<ServerGuildBankInventoryCount>("guild"),
    Entry::of::<ServerGuildBankInventoryRemove>("guild"),
    Entry::of::<ServerGuildBankTabCount>("guild"),
    Entry::of::<ServerGuildBankTabInventory>("guild"),
    Entry::of::<ServerGuildBankTabRename>("guild"),
    Entry::of::<ServerGuildBankWithdraw>("guild"),
    Entry::of::<ServerGuildClassification>("guild"),
    Entry::of::<ServerGuildEventLog>("guild"),
    Entry::of::<ServerGuildEventLogChange>("guild"),
    Entry::of::<ServerGuildEventLogDeleteEntry>("guild"),
    Entry::of::<ServerGuildFlagsUpdate>("guild"),
    Entry::of::<ServerGuildInfluenceAndMoney>("guild"),
    Entry::of::<ServerGuildInfoMessageUpdate>("guild"),
    Entry::of::<ServerGuildInit>("guild"),
    Entry::of::<ServerGuildInvite>("guild"),
    Entry::of::<ServerGuildJoin>("guild"),
    Entry::of::<ServerGuildMemberChange>("guild"),
    Entry::of::<ServerGuildMemberRemove>("guild"),
    Entry::of::<ServerGuildMotdUpdate>("guild"),
    Entry::of::<ServerGuildNameplateChange>("guild"),
    Entry::of::<ServerGuildPerkActivated>("guild"),
    Entry::of::<ServerGuildPerkDeactivated>("guild"),
    Entry::of::<ServerGuildPerkUnlocked>("guild"),
    Entry::of::<ServerGuildPvpStatsUpdate>("guild"),
    Entry::of::<ServerGuildQueueStateChanged>("guild"),
    Entry::of::<ServerGuildRankChange>("guild"),
    Entry::of::<ServerGuildRecruitmentAvailability>("guild"),
    Entry::of::<ServerGuildRemove>("guild"),
    Entry::of::<ServerGuildRename>("guild"),
    Entry::of::<ServerGuildResult>("guild"),
    Entry::of::<ServerGuildResult2>("guild"),
    Entry::of::<ServerGuildRoster>("guild"),
    Entry::of::<ServerGuildStandard>("guild"),
    Entry::of::<ServerUnitGuildNameplateChanged>("guild"),
    Entry::of::<ServerUnitMemberOfGuildChange>("guild"),
];
