//! Numbers with names: spell.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Amp category.
    AmpCategory {
        Utility = 1,
        Support = 2,
        Assault = 3,
        Hybrid_AS = 4,
        Hybrid_AU = 5,
        Hybrid_SU = 6,
    }

    /// Amp respec type. 3 bits on the wire.
    AmpRespecType {
        Full = 0,
        Section = 1,
        Single = 2,
    }

    /// Cast method.
    CastMethod {
        Normal = 0,
        Channeled = 1,
        PressHold = 2,
        ChanneledField = 3,
        UNUSED04 = 4,
        ClientSideInteraction = 5,
        RapidTap = 6,
        ChargeRelease = 7,
        Multiphase = 8,
        Transactional = 9,
        Aura = 10,
    }

    /// Game command type.
    GameCommandType {
        GadgetAbility = 0,
        DefaultAttack = 1,
        ClassInnateAbility = 2,
        ActivateTarget = 3,
        FollowTarget = 4,
        Sprint = 5,
        ToggleWalk = 6,
        Dismount = 8,
        Vacuum = 9,
        PathAction = 10,
        ToggleScannerBot = 11,
        DashForward = 12,
        DashBackward = 13,
        DashLeft = 14,
        DashRight = 15,
        PathAction2 = 16,
        Interact = 17,
        GoToBind = 18,
        GoToHouse = 19,
        EscapeHouse = 20,
        GoToWarplot = 21,
        WarplotBossTokenUI = 23,
        SummonMount = 26,
        UsePotion = 27,
        GoToIllium = 28,
        GoToThayd = 29,
        HousingLandscape = 30,
        HousingRemodel = 31,
        HousingCrate = 32,
        HousingVendor = 33,
        HousingList = 34,
        HousingEditMode = 35,
    }

    /// Limited action set result. 6 or 8 bits on the wire.
    LimitedActionSetResult {
        Ok = 1,
        SlotUnlockPrereqFalse = 2,
        UnknownSpellId = 3,
        UnknownClassId = 4,
        UnknownSpellActionSetCategoryGroupPlacement = 5,
        UnknownSlotActionSetCategoryGroupAllowed = 6,
        InvalidSpellActionSetCategoryGroupPlacement = 7,
        InvalidSlotActionSetCategoryGroupAllowed = 8,
        SlotSpellAnyMatchFail = 9,
        SlotSpellAllMatchFail = 10,
        SlotSpellNoneMatchFail = 11,
        UnknownSpellActionSetGroupMatchType = 12,
        DuplicateSpell = 13,
        SpellActionSetPrereqFalse = 14,
        SpellDependencyAnyMatchFail = 15,
        SpellDependencyAllMatchFail = 16,
        SpellDependencyNoneMatchFail = 17,
        BadSpellInActionSet = 18,
        ActionSetRequirementAnyMatchFail = 19,
        ActionSetRequirementAllMatchFail = 20,
        ActionSetRequirementNoneMatchFail = 21,
        InvalidActionSetSize = 22,
        InvalidUnit = 23,
        InvalidSlot = 24,
        InvalidActionSetTable = 25,
        SpellDependencyMaxMatchFail = 26,
        PlayerIsDead = 27,
        RestrictedInPVP = 28,
        MissingTag = 29,
        InCombat = 30,
        EldanAugmentationNotEnoughPower = 31,
        EldanAugmentationLockedInlaid = 32,
        EldanAugmentationLockedCategoryTier = 33,
        EldanAugmentationInvalidSeries = 34,
        EldanAugmentationInvalidId = 35,
        EldanAugmentationInvalidCategoryId = 36,
        EldanAugmentationInvalidCategoryTier = 37,
        UpdateSpellInProgress = 38,
        InVoid = 39,
        InvalidSpecIndex = 40,
        InvalidSpellTier = 41,
        InsufficientAbilityPoints = 42,
        EldanAugmentationVersionMismatch = 43,
        EldanAugmentationSpecNotFound = 44,
        LASChangeSpellFailed = 45,
        SpecUnlockPrereqFalse = 46,
    }

    /// Proc type.
    ProcType {
        BeginMoving = 11,
        CriticalDamage = 145,
        StopsMoving = 214,
    }

    /// Spec error. 32 bits on the wire.
    SpecError {
        Ok = 0,
        InvalidIndex = 1,
        NoChange = 2,
        InCombat = 3,
        InvalidPlayer = 4,
        IndexLocked = 5,
        PvPRestricted = 6,
        InVoid = 7,
    }

    /// Spell class.
    SpellClass {
        BuffNonDispelRightClickOk = 14,
        BuffDispellable = 36,
        BuffNonDispellable = 37,
        DebuffDispellable = 38,
        DebuffNonDispellable = 39,
    }

    /// Spell effect force spell remove type.
    SpellEffectForceSpellRemoveType {
        Unknown0 = 0,
        SpellGroupId = 1,
        Spell4 = 2,
        SpellBase = 3,
    }

    /// Spell effect forced move type.
    SpellEffectForcedMoveType {
        PositionForward = 0,
        PositionBackward = 1,
        PositionRandom = 2,
        KeyForward = 3,
        KeyBackward = 4,
        KeyRandom = 5,
        KeyVelocity = 6,
        PositionVelocity = 7,
        Unknown8 = 8,
        Unknown9 = 9,
        Unknown10 = 10,
        Unknown11 = 11,
        Unknown12 = 12,
        Unknown13 = 13,
        Unknown14 = 14,
        Unknown15 = 15,
    }

    /// Spell effect modify spell cooldown type.
    SpellEffectModifySpellCooldownType {
        SpellBase = 0,
        Spell4 = 1,
        Unknown = 2,
        SpellCooldownId = 3,
    }

    /// Spell effect parameter type.
    SpellEffectParameterType {
        None = 0,
        Brutality = 1,
        Finesse = 2,
        Tech = 3,
        Moxie = 4,
        Insight = 5,
        Weapon = 6,
        TargetMaxHealth = 7,
        CasterMaxHealth = 8,
        WeaponDPS = 9,
        PerLevel = 10,
        Grit = 11,
        AssaultPower = 12,
        SupportPower = 13,
        CasterShieldCapacity = 14,
        TargetShieldCapacity = 15,
        CasterMaxShieldCapacity = 16,
        TargetMaxShieldCapacity = 17,
        ItemBudget = 18,
        TargetCurrentHealth = 19,
        TargetShieldCapacity2 = 20,
        TargetMissingHealth = 21,
        TargetMissingShields = 22,
        CasterCurrentHealth = 23,
        CasterShieldCapacity2 = 24,
        CasterMissingHealth = 25,
        CasterMissingShields = 26,
    }

    /// Spell effect type. 8 bits on the wire.
    SpellEffectType {
        VitalModifier = 1,
        SpellCounter = 2,
        ForcedMove = 3,
        CCStateSet = 4,
        Transference = 5,
        SummonVehicle = 6,
        Activate = 7,
        Damage = 8,
        FactionSet = 9,
        Heal = 10,
        UnitPropertyModifier = 11,
        DistanceDependentDamage = 12,
        Script = 13,
        Proc = 14,
        UnitStateSet = 15,
        Resurrect = 16,
        Fluff = 17,
        Scale = 18,
        ProxyLinearAE = 19,
        UnlockActionBar = 20,
        SummonCreature = 21,
        HousingTeleport = 22,
        ActionBarSet = 23,
        ForcedAction = 24,
        ProxyChannel = 25,
        Proxy = 26,
        CCStateBreak = 27,
        ForceFacing = 28,
        Absorption = 29,
        SapVital = 30,
        Disguise = 31,
        SpellImmunity = 32,
        DistributedDamage = 33,
        ChangePhase = 34,
        NpcExecutionDelay = 35,
        SummonMount = 36,
        ReputationModify = 37,
        GiveSchematic = 38,
        UNUSED039 = 39,
        UNUSED040 = 40,
        TradeSkillProfession = 41,
        QuestAdvanceObjective = 42,
        GiveItemToPlayer = 43,
        GiveLootTableToPlayer = 44,
        NpcLootTableModify = 45,
        ThreatModification = 46,
        ThreatTransfer = 47,
        WarplotTeleport = 48,
        CraftItem = 49,
        RewardPropertyModifier = 50,
        SpellForceRemoveChanneled = 51,
        ModifyInterruptArmour = 52,
        SpellDispel = 53,
        UNUSED054 = 54,
        ModifySpell = 55,
        ModifySpellEffect = 56,
        AddSpell = 57,
        AddSpellEffect = 58,
        SuppressSpellEffect = 59,
        ModifyCreatureFlags = 60,
        UNUSED061 = 61,
        VacuumLoot = 62,
        UNUSED063 = 63,
        ShieldOverload = 64,
        Teleport = 65,
        TitleGrant = 66,
        TitleRevoke = 67,
        VendorPriceModifier = 68,
        ApplyLASChanges = 69,
        UNUSED070 = 70,
        FacilityModification = 71,
        UNUSED072 = 72,
        ModifySpellCooldown = 73,
        UNUSED074 = 74,
        ChangeIcon = 75,
        ItemVisualSwap = 76,
        AggroImmune = 77,
        GiveAbilityPointsToPlayer = 78,
        SpellEffectImmunity = 79,
        SpellForceRemove = 80,
        RavelSignal = 81,
        ChangeDisplayName = 82,
        Stealth = 83,
        RemoveStealth = 84,
        PathActionExplorerDig = 85,
        HazardEnable = 86,
        HazardModify = 87,
        HazardSuspend = 88,
        NpcForceFacing = 89,
        ModifyAbilityCharges = 90,
        UNUSED091 = 91,
        AchievementAdvance = 92,
        PathXpModify = 93,
        ProxyChannelVariableTime = 94,
        FullScreenEffect = 95,
        ProxyRandomExclusive = 96,
        DespawnUnit = 97,
        SummonPet = 98,
        MimicDisplayName = 99,
        MimicDisguise = 100,
        GrantXP = 101,
        UNUSED102 = 102,
        UNUSED103 = 103,
        UNUSED104 = 104,
        SettlerCampfire = 105,
        SummonTrap = 106,
        SetBusy = 107,
        CooldownReset = 108,
        RestedXpDecorBonus = 109,
        LearnDyeColor = 110,
        PetCastSpell = 111,
        DisguiseOutfit = 112,
        RewardBuffModifier = 113,
        UNUSED114 = 114,
        UNUSED115 = 115,
        HousingEscape = 116,
        NPCForceAIMovement = 117,
        HealShields = 118,
        PathMissionIncrement = 119,
        GrantLevelScaledXP = 120,
        DelayDeath = 121,
        GrantLevelScaledPrestige = 122,
        UnlockPetFlair = 123,
        WarplotPlugUpgrade = 124,
        UnlockMount = 125,
        SetMatchingEligibility = 126,
        UnlockInlaidAugment = 127,
        GiveAugmentPowerToPlayer = 128,
        TemporarilyUnflagPvp = 129,
        SupportStuck = 130,
        MiniMapIcon = 131,
        Disembark = 132,
        ChangePlane = 133,
        ModifyRestedXP = 134,
        HousingPlantSeed = 135,
        UnlockVanityPet = 136,
        SummonVanityPet = 137,
        DamageShields = 138,
        RapidTransport = 139,
        DisallowPvP = 140,
        GoMap = 141,
        VectorSlide = 142,
        ClampVital = 143,
        HealingAbsorption = 144,
        UnitPropertyConversion = 145,
        ActivateSpellCooldown = 146,
        ReturnMap = 147,
        SharedHealthPool = 148,
        Kill = 149,
        PersonalDmgHealMod = 151,
    }

    /// Spell generic.
    SpellGeneric {
        DashLeft = 25293,
        DashRight = 25294,
        DashForward = 25295,
        DashBackward = 25296,
    }

    /// Spell target mechanic type.
    SpellTargetMechanicType {
        Self_ = 0,
        PrimaryTarget = 1,
        SecondaryTarget = 2,
    }
}

wire_flags! {
    /// Spell effect flags.
    SpellEffectFlags {
        None = 0,
        CancelOnly = 2,
    }

    /// Spell effect forced move flags.
    SpellEffectForcedMoveFlags {
        None = 0,
        Target = 1,
        Unknown2 = 2,
        Unknown4 = 4,
        Facing = 8,
        Unknown10 = 0x10,
        Unknown20 = 0x20,
    }

    /// Spell effect target flags. 8 bits on the wire.
    SpellEffectTargetFlags {
        None = 0,
        Caster = 1,
        ExplicitTarget = 2,
        ImplicitTarget = 4,
        Unknown08 = 8,
    }

    /// Spell target mechanic flags.
    SpellTargetMechanicFlags {
        None = 0,
        IsPlayer = 1,
        IsFriendly = 8,
        IsEnemy = 0x10,
        AlsoIncludeEnemies = 0x20,
    }
}
