//! The kinds of combat log lines.

use crate::enums::{CCState, CCStateApplyRulesResult, DamageType, SpellEffectType};
use crate::structs::CombatLogCastData;
use protocol_derive::Wire;

/// The kinds of lines of the combat log.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ICombatLog {
    #[wire(case = 0)]
    Absorption {
        absorption_amount: u32,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 1)]
    CCState {
        #[wire(bits = 5)]
        state: CCState,
        b_removed: bool,
        interrupt_armor_taken: u32,
        #[wire(bits = 4)]
        result: CCStateApplyRulesResult,
        #[wire(bits = 14)]
        diminishing_returns_id: u16,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 2)]
    CCStateBreak {
        caster_id: u32,
        #[wire(bits = 5)]
        state: CCState,
    },
    #[wire(case = 3)]
    Damage {
        mitigated_damage: u32,
        raw_damage: u32,
        shield: u32,
        absorption: u32,
        overkill: u32,
        glance: u32,
        b_target_vulnerable: bool,
        b_killed: bool,
        b_periodic: bool,
        #[wire(bits = 3)]
        damage_type: DamageType,
        #[wire(bits = 8)]
        effect_type: SpellEffectType,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 4)]
    DamageShields {
        mitigated_damage: u32,
        raw_damage: u32,
        shield: u32,
        absorption: u32,
        overkill: u32,
        glance: u32,
        b_target_vulnerable: bool,
        b_killed: bool,
        b_periodic: bool,
        #[wire(bits = 3)]
        damage_type: DamageType,
        #[wire(bits = 8)]
        effect_type: SpellEffectType,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 5)]
    Reflect {
        damage_amount: u32,
        raw_damage: u32,
        shield: u32,
        overkill: u32,
        glance: u32,
        absorption: u32,
        unknown0: bool,
        b_killed: bool,
        #[wire(bits = 3)]
        damage_type: DamageType,
        #[wire(bits = 8)]
        effect_type: SpellEffectType,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 6)]
    MultiHit {
        mitigated_damage: u32,
        raw_damage: u32,
        shield: u32,
        absorption: u32,
        overkill: u32,
        unknown0: u32,
        b_target_vulnerable: bool,
        b_killed: bool,
        b_periodic: bool,
        #[wire(bits = 3)]
        damage_type: DamageType,
        #[wire(bits = 8)]
        effect_type: SpellEffectType,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 7)]
    MultiHitShields {
        mitigated_damage: u32,
        raw_damage: u32,
        shield: u32,
        absorption: u32,
        overkill: u32,
        unknown0: u32,
        b_target_vulnerable: bool,
        b_killed: bool,
        b_periodic: bool,
        #[wire(bits = 3)]
        damage_type: DamageType,
        #[wire(bits = 8)]
        effect_type: SpellEffectType,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 8)]
    FallingDamage { caster_id: u32, damage: u32 },
    #[wire(case = 9)]
    Lifesteal {
        unknown0: u32,
        unknown1: u32,
        unknown2: u32,
    },
    #[wire(case = 10)]
    DelayDeath { cast_data: CombatLogCastData },
    #[wire(case = 11)]
    Dispel {
        b_removes_single_instance: bool,
        instances_removed: u32,
        #[wire(bits = 18)]
        spell_removed_id: u32,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 12)]
    Heal {
        heal_amount: u32,
        overheal: u32,
        unknown0: u32,
        #[wire(bits = 8)]
        effect_type: SpellEffectType,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 13)]
    MultiHeal {
        heal_amount: u32,
        overheal: u32,
        absorption: u32,
        #[wire(bits = 8)]
        effect_type: SpellEffectType,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 14)]
    ModifyInterruptArmor {
        amount: u32,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 15)]
    Transference {
        damage_amount: u32,
        #[wire(bits = 3)]
        damage_type: DamageType,
        shield: u32,
        absorption: u32,
        overkill: u32,
        glance_amount: u32,
        b_target_vulnerable: bool,
        #[wire(count = 32)]
        heals: Vec<ICombatLogTransferenceHeals>,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 16)]
    VitalModifier {
        amount: f32,
        #[wire(bits = 5)]
        vital_modified: u8,
        b_show_combat_log: bool,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 17)]
    Deflect {
        b_multi_hit: bool,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 18)]
    Immune { cast_data: CombatLogCastData },
    #[wire(case = 19)]
    Interrupted {
        #[wire(bits = 18)]
        interrupting_spell_id: u32,
        #[wire(bits = 9)]
        reason: u16,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 20)]
    KillStreak {
        unit_id: u32,
        #[wire(bits = 5)]
        stat_type: u8,
        streak_amount: u32,
    },
    #[wire(case = 21)]
    KillPvP { cast_data: CombatLogCastData },
    #[wire(case = 22)]
    Death { unit_id: u32 },
    #[wire(case = 23)]
    Resurrect { unit_id: u32 },
    #[wire(case = 24)]
    Stealth { unit_id: u32, b_exiting: bool },
    #[wire(case = 25)]
    Mount {
        b_dismounted: bool,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 26)]
    Pet {
        b_dismissed: bool,
        b_killed: bool,
        cast_data: CombatLogCastData,
    },
    #[wire(case = 27)]
    Experience {
        unit_id: u32,
        xp: u32,
        rest_xp: u32,
        elder_points: u32,
        rest_elder_points: u32,
    },
    #[wire(case = 28)]
    Modifying {
        caster_id: u32,
        #[wire(bits = 18)]
        host_item_id: u32,
        socketed_item_id: u32,
        unsocketed_item_id: u32,
    },
    #[wire(case = 29)]
    DurabilityLoss { unit_id: u32, amount: f32 },
    #[wire(case = 30)]
    Crafting {
        unknown0: u32,
        #[wire(bits = 18)]
        unknown1: u32,
    },
    #[wire(case = 31)]
    LAS { unknown0: u32 },
    #[wire(case = 32)]
    BuildSwitch {
        unit_id: u32,
        #[wire(bits = 3)]
        new_spec_index: u8,
    },
    #[wire(case = 33)]
    Datacube {
        unit_id: u32,
        #[wire(bits = 3)]
        datacube_type: u8,
        has_pieces: bool,
    },
    #[wire(case = 34)]
    Unknown34 { unknown0: u32 },
    #[wire(case = 35)]
    HealingAbsorption {
        amount: u32,
        cast_data: CombatLogCastData,
    },
}

/// What `heals` of [`ICombatLog::Transference`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ICombatLogTransferenceHeals {
    pub heal_amount: u32,
    pub overheal: u32,
    #[wire(bits = 5)]
    pub vital_type: u8,
    pub unknown3: u32,
    pub unknown4: u32,
}
