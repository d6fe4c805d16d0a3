//! Structures that several messages about spell share.

use crate::enums::{CombatResult, DamageType, SpellEffectTargetFlags};
use crate::structs::Position;
use protocol_derive::Wire;

/// A cooldown of a spell or group of spells.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Cooldown {
    #[wire(bits = 3)]
    pub type_: u8,
    #[wire(bits = 18)]
    pub spell_id: u32,
    pub type_id: u32,
    pub time_remaining: u32,
}

/// What damage or healing came to.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct DamageDescription {
    pub raw_damage: u32,
    pub raw_scaled_damage: u32,
    pub absorbed_amount: u32,
    pub shield_absorb_amount: u32,
    pub adjusted_damage: u32,
    pub overkill_amount: u32,
    pub unknown6: u32,
    pub killed_target: bool,
    #[wire(bits = 4)]
    pub combat_result: CombatResult,
    #[wire(bits = 3)]
    pub damage_type: DamageType,
    #[wire(count = 8)]
    pub unknown_structure3: Vec<DamageDescriptionUnknownStructure3>,
}

/// What `unknown_structure3` of [`DamageDescription`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct DamageDescriptionUnknownStructure3 {
    pub unknown0: u32,
    pub unknown1: u32,
    pub unknown2: u32,
    pub unknown3: u32,
    pub unknown4: u32,
    pub unknown5: u32,
    pub unknown6: u32,
    #[wire(bits = 3)]
    pub unknown7: u8,
}

/// An effect of a spell on one target.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct EffectInfo {
    #[wire(bits = 19)]
    pub spell4_effect_id: u32,
    pub effect_unique_id: u32,
    pub delay_time: u32,
    pub time_remaining: i32,
    #[wire(tag(info_type, 2), inline)]
    pub info_type: EffectInfoInfoTypeSwitch,
}

/// What follows `info_type` in [`EffectInfo`], one variant per value.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum EffectInfoInfoTypeSwitch {
    #[wire(case = 0)]
    None {
        /// A peer writes 0.
        none_flag: bool,
    },
    #[wire(case = 1)]
    Damage {
        damage_description_data: DamageDescription,
    },
}

/// Where an entity was when a spell began.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct InitialPosition {
    pub unit_id: u32,
    pub target_flags: u8,
    pub position: Position,
    pub yaw: f32,
    pub pitch: f32,
}

/// A spell already under way as an entity comes into view.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct SpellInit {
    pub caster_id: u32,
    pub original_target_id: u32,
    pub server_unique_id: u32,
    #[wire(bits = 18)]
    pub spell_id: u32,
    pub unknown10: bool,
    #[wire(count = 32)]
    pub target_info_data: Vec<TargetInfo>,
    #[wire(count = 8)]
    pub initial_position_data: Vec<InitialPosition>,
    #[wire(count = 8)]
    pub telegraph_position_data: Vec<TelegraphPosition>,
}

/// A target of a spell and what works on it.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct TargetInfo {
    pub unit_id: u32,
    pub ndx: u8,
    #[wire(bits = 8)]
    pub target_flags: SpellEffectTargetFlags,
    pub instance_count: u16,
    #[wire(bits = 4)]
    pub combat_result: CombatResult,
    #[wire(count = 8)]
    pub effect_info_data: Vec<EffectInfo>,
}

/// Where a telegraph of a spell lies.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct TelegraphPosition {
    pub telegraph_id: u16,
    pub attached_unit_id: u32,
    pub target_flags: u8,
    pub position: Position,
    pub yaw: f32,
    pub pitch: f32,
}
