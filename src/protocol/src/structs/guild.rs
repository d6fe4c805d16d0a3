//! Structures that several messages about guild share.

use crate::enums::{
    Class, GuildEventType, GuildFlag, GuildPerk, GuildQueueState, GuildRankPermission, GuildType,
    Path, Sex,
};
use crate::structs::Identity;
use crate::wire::{BitSet, WString};
use protocol_derive::Wire;

/// A guild. Always ten ranks and ten names of bank tabs.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildData {
    pub guild_id: u64,
    pub guild_name: WString,
    #[wire(bits = 32)]
    pub flags: GuildFlag,
    #[wire(bits = 4)]
    pub type_: GuildType,
    pub ranks: [GuildRank; 10],
    pub guild_standard: GuildStandard,
    pub member_count: u32,
    pub online_member_count: u32,
    pub influence: u32,
    pub bonus_influence_remaining: u32,
    pub money: u64,
    pub war_coins: u32,
    pub bank_tab_count: u32,
    pub bank_tab_names: [WString; 10],
    #[wire(bits = 128)]
    pub unlocked_perks: BitSet,
    #[wire(count = 32)]
    pub active_perks: Vec<GuildDataActivePerks>,
    pub guild_info: GuildDataGuildInfo,
}

/// What `active_perks` of [`GuildData`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildDataActivePerks {
    #[wire(bits = 14)]
    pub perk: GuildPerk,
    pub end_time: f32,
}

/// What `guild_info` of [`GuildData`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildDataGuildInfo {
    pub message_of_the_day: WString,
    pub guild_info: WString,
    #[wire(bits = 3)]
    pub queue_state: GuildQueueState,
    pub pv_p_ratings: GuildDataGuildInfoPvPRatings,
    pub guild_creation_date_in_days: f32,
}

/// What `pv_p_ratings` of [`GuildDataGuildInfo`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildDataGuildInfoPvPRatings {
    pub wins: u32,
    pub losses: u32,
    pub draws: u32,
    pub rating: u32,
    pub pvp_season: u32,
    pub k_factor: u32,
}

/// A line of a guild's log.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildEventLog {
    pub event_log_id: u64,
    #[wire(bits = 17)]
    pub event_type: GuildEventType,
    pub character_id: u64,
    pub item2_id: u64,
    pub amount: u64,
    pub unknown: u64,
    pub days_ago_occured: f32,
}

/// A member of a guild.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildMember {
    pub player_identity: Identity,
    pub rank: u32,
    pub name: WString,
    #[wire(bits = 2)]
    pub sex: Sex,
    #[wire(bits = 32)]
    pub class: Class,
    #[wire(bits = 32)]
    pub path: Path,
    pub level: u32,
    pub last_logout_time_days: f32,
    pub pvp_wins: u32,
    pub pvp_losses: u32,
    pub pvp_draws: u32,
    pub note: WString,
    pub recruitment_availability: u32,
    pub community_reserved_plot_index: i32,
}

/// What a member has taken from the guild bank today.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildPlayerLimits {
    pub bank_withdrawn_money: u64,
    pub bank_tab_withdraw_count: [u32; 10],
    pub bank_repair_money: u64,
}

/// A rank and what it may do.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildRank {
    pub rank_name: WString,
    #[wire(bits = 32)]
    pub permission_mask: GuildRankPermission,
    pub bank_withdrawal_permissions: u64,
    pub money_withdrawal_limit: u64,
    pub repair_limit: u64,
}

/// Emblem and colours of a guild.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildStandard {
    pub background_icon: GuildStandardBackgroundIcon,
    pub foreground_icon: GuildStandardForegroundIcon,
    pub scan_lines: GuildStandardScanLines,
}

/// What `background_icon` of [`GuildStandard`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildStandardBackgroundIcon {
    #[wire(bits = 14)]
    pub guild_standard_part_id: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id1: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id2: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id3: u16,
}

/// What `foreground_icon` of [`GuildStandard`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildStandardForegroundIcon {
    #[wire(bits = 14)]
    pub guild_standard_part_id: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id1: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id2: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id3: u16,
}

/// What `scan_lines` of [`GuildStandard`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildStandardScanLines {
    #[wire(bits = 14)]
    pub guild_standard_part_id: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id1: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id2: u16,
    #[wire(bits = 14)]
    pub dye_color_ramp_id3: u16,
}

/// What the player has taken from the guild bank today.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GuildWithdrawlInfo {
    pub bank_money_withdrawn_today: u64,
    pub bank_tab_withdraw_count: [u32; 10],
    pub bank_repair_money_today: u64,
}
