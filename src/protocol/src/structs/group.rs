//! Structures that several messages about group share.

use crate::enums::{
    Class, Faction, GroupFlags, GroupMarker, GroupMemberInfoFlags, HarvestLootRule, LootRule,
    LootThreshold, Path, Race, Sex,
};
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Wire;

/// A group with its members and rules.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Group {
    pub group_id: u64,
    #[wire(bits = 32)]
    pub flags: GroupFlags,
    #[wire(count_of(member_infos, member_infos_count, 32))]
    pub max_group_size: u32,
    #[wire(bits = 3)]
    pub loot_rule: LootRule,
    #[wire(bits = 3)]
    pub loot_rule_threshold: LootRule,
    #[wire(bits = 4)]
    pub loot_threshold: LootThreshold,
    #[wire(bits = 2)]
    pub loot_rule_harvest: HarvestLootRule,
    #[wire(count_ahead)]
    pub member_infos: Vec<GroupMember>,
    pub leader_identity: Identity,
    #[wire(bits = 14)]
    pub realm_id: u16,
    pub marker_info: GroupMarkerInfo,
}

/// A member of a group as others see it.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GroupCharacter {
    pub name: WString,
    #[wire(bits = 14)]
    pub faction: Faction,
    #[wire(bits = 14)]
    pub race: Race,
    #[wire(bits = 14)]
    pub class: Class,
    #[wire(bits = 2)]
    pub sex: Sex,
    #[wire(bits = 7)]
    pub level: u8,
    #[wire(bits = 7)]
    pub effective_level: u8,
    #[wire(bits = 3)]
    pub path: Path,
    #[wire(bits = 17)]
    pub unknown4: u32,
    pub group_member_id: u16,
    pub some_stat_list: [GroupCharacterUnknownStruct0; 5],
    /// All zero = none.
    pub mentoring_target: Identity,
    pub unknown10: u32,
    pub unknown11: u16,
    pub unknown12: u16,
    pub unknown13: u16,
    pub unknown14: u16,
    pub unknown15: u16,
    pub unknown16: u16,
    pub unknown17: u16,
    pub unknown18: u16,
    pub unknown19: u16,
    pub unknown20: u16,
    pub unknown21: u16,
    pub unknown22: u16,
    #[wire(bits = 14)]
    pub realm: u16,
    #[wire(bits = 15)]
    pub world_zone_id: u16,
    pub map_id: u32,
    pub phase_id: u32,
    pub synced_to_group: bool,
    pub unknown28: u32,
    pub unknown29: u32,
    #[wire(count = 32)]
    pub unknown_struct1_list: Vec<GroupCharacterUnknownStruct1List>,
}

/// What `unknown_struct1_list` of [`GroupCharacter`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GroupCharacterUnknownStruct1List {
    #[wire(bits = 15)]
    pub unknown30: u16,
    pub unknown31: u16,
}

/// Unknown.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GroupCharacterUnknownStruct0 {
    pub unknown6: u16,
    pub unknown7: u8,
}

/// The marks a group has put on entities.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GroupMarkerInfo {
    #[wire(count = 32)]
    pub markers: Vec<MarkerInfo>,
}

/// A member of a group with role and rights.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GroupMember {
    pub member_identity: Identity,
    #[wire(bits = 32)]
    pub flags: GroupMemberInfoFlags,
    pub member: GroupCharacter,
    pub group_index: u32,
}

/// Unknown.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct GroupMemberUnknownStruct0 {
    pub unknown6: u16,
    pub unknown7: u8,
}

/// A mark and the entity it is on.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct MarkerInfo {
    #[wire(bits = 32)]
    pub marker: GroupMarker,
    pub unit_id: u32,
}

/// A settler's improvement: tier and time left.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct SettlerImprovementGroupStatus {
    #[wire(bits = 14)]
    pub path_settler_improvement_group_id: u16,
    pub current_tier: u32,
    pub remaining_time: u32,
    pub unknown: u32,
}
