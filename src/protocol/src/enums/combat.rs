//! Numbers with names: combat.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Cc entity.
    CCEntity {
        TetherAnchor = 33916,
        DisarmedWeapon = 60075,
    }

    /// Cc state. 5 bits on the wire.
    CCState {
        Stun = 0,
        Sleep = 1,
        Root = 2,
        Disarm = 3,
        Silence = 4,
        Polymorph = 5,
        Fear = 6,
        Hold = 7,
        Knockdown = 8,
        Vulnerability = 9,
        VulnerabilityWithAct = 10,
        Disorient = 11,
        Disable = 12,
        Taunt = 13,
        DeTaunt = 14,
        Blind = 15,
        Knockback = 16,
        Pushback = 17,
        Pull = 18,
        PositionSwitch = 19,
        Tether = 20,
        Snare = 21,
        Interrupt = 22,
        Daze = 23,
        Subdue = 24,
        Grounded = 25,
        DisableCinematic = 26,
        AbilityRestriction = 27,
    }

    /// Cc state apply rules result. 4 bits on the wire.
    CCStateApplyRulesResult {
        Ok = 0,
        InvalidCCState = 1,
        NoTargetSpecified = 2,
        TargetImmune = 3,
        TargetInfiniteInterruptArmor = 4,
        TargetInterruptArmorReduced = 5,
        TargetInterruptArmorBlocked = 6,
        StackingDoesNotStack = 7,
        StackingShorterDuration = 8,
        DiminishingReturnsTriggerCap = 9,
    }

    /// Combat log type. 6 bits on the wire.
    CombatLogType {
        Absorption = 0,
        CCState = 1,
        CCStateBreak = 2,
        Damage = 3,
        DamageShields = 4,
        Reflect = 5,
        MultiHit = 6,
        MultiHitShields = 7,
        FallingDamage = 8,
        Lifesteal = 9,
        DelayDeath = 10,
        Dispel = 11,
        Heal = 12,
        MultiHeal = 13,
        ModifyInterruptArmor = 14,
        Transference = 15,
        VitalModifier = 16,
        Deflect = 17,
        Immune = 18,
        Interrupted = 19,
        KillStreak = 20,
        KillPvP = 21,
        Death = 22,
        Resurrect = 23,
        Stealth = 24,
        Mount = 25,
        Pet = 26,
        Experience = 27,
        Modifying = 28,
        DurabilityLoss = 29,
        Crafting = 30,
        LAS = 31,
        BuildSwitch = 32,
        Datacube = 33,
        HealingAbsorption = 35,
    }

    /// Combat momentum stat.
    CombatMomentumStat {
        Impulse = 23,
        KillingPerformance = 24,
        KillChain = 25,
        Evade = 26,
        Interrupt = 27,
        CCBreak = 28,
    }

    /// Combat result. 4 bits on the wire.
    CombatResult {
        Avoid = 0,
        Critical = 1,
        Hit = 2,
        NeedsTelegraphEvaluation = 3,
        OutsideTelegraph = 4,
        OutsideTelegraphInvalid = 5,
        InsideTelegraph = 6,
        NeedsHitResultCalc = 7,
    }

    /// Damage type. 3 bits on the wire.
    DamageType {
        Physical = 1,
        Tech = 2,
        Magic = 3,
        Heal = 4,
        HealShields = 5,
        Fall = 6,
        Suffocate = 7,
    }

    /// Death state.
    DeathState {
        JustSpawned = 0,
        Alive = 1,
        JustDied = 2,
        Corpse = 3,
        CorpseLooted = 4,
        Dead = 5,
    }

    /// Hazard action. 3 bits on the wire.
    HazardAction {
        Enable = 0,
        Remove = 1,
        TriggerHazardsUpdatedEvent = 2,
        ClearAll = 3,
    }

    /// Hazard type. 3 bits on the wire.
    HazardType {
        Breath = 0,
        Radiation = 1,
        Temperature = 2,
        Proximity = 3,
        Timer = 4,
    }
}

wire_flags! {
    /// Cc state stun victim gameplay. 8 bits on the wire.
    CCStateStunVictimGameplay {
        Forward = 1,
        Backward = 2,
        Left = 4,
        Right = 8,
    }

    /// Resurrection type. 7 or 8 bits on the wire.
    ResurrectionType {
        None = 0,
        WakeHere = 1,
        Holocrypt = 2,
        SpellCasterLocation = 4,
        ExitInstance = 0x20,
        Dungeon = 0x20,
        WakeHereServiceToken = 0x40,
        OpenWorld = 0x41,
    }

    /// Update health mask. 18 bits on the wire.
    UpdateHealthMask {
        None = 0,
        FallDamage = 0x40,
        SuffocateDamage = 0x200,
    }
}
