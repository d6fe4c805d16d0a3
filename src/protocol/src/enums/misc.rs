//! Numbers with names: whatever has no topic of its own.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Aoe selection type.
    AoeSelectionType {
        None = 0,
        Closest = 1,
        Furthest = 2,
        Random = 3,
        LowestAbsoluteHealth = 4,
        MissingMostHealth = 5,
    }

    /// Behavior.
    Behavior {
        Food = 1,
        Sleep = 2,
        Aggressive = 3,
        Love = 5,
        Working = 6,
        Hunting = 7,
        Scared = 8,
        Happy = 9,
        Singing = 10,
        Injured = 11,
        Guarding = 12,
        Socializing = 13,
    }

    /// Broadcast tier. 2 bits on the wire.
    BroadcastTier {
        High = 0,
        Medium = 1,
        Low = 2,
    }

    /// Class. 5 or 14 or 32 bits on the wire.
    Class {
        Warrior = 1,
        Engineer = 2,
        Esper = 3,
        Medic = 4,
        Stalker = 5,
        Spellslinger = 7,
        PvpTeam = 23,
    }

    /// Command result.
    CommandResult {
        Ok = 0,
        NoPermission = 1,
        NoCommand = 2,
        InvalidParameters = 3,
        InvalidContext = 4,
        InvalidTarget = 5,
    }

    /// Conditional event type.
    ConditionalEventType {
        Standard = 0,
        Blocking = 1,
    }

    /// Currency type. 4 bits on the wire.
    CurrencyType {
        None = 0,
        Credits = 1,
        Renown = 2,
        ElderGems = 3,
        CraftingVoucher = 4,
        Prestige = 5,
        ShadesEveSilver = 6,
        Glory = 7,
        WinterfestColdCast = 9,
        Triploons = 10,
        RedEssence = 11,
        BlueEssence = 12,
        GreenEssence = 13,
        PurpleEssence = 14,
        WarCoin = 15,
    }

    /// Damage shape.
    DamageShape {
        Circle = 0,
        Ring = 1,
        Square = 2,
        Cone = 4,
        Pie = 5,
        Rectangle = 7,
        LongCone = 8,
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

    /// Data type.
    DataType {
        UInt = 3,
        Single = 4,
        Boolean = 11,
        ULong = 20,
        String = 130,
    }

    /// Decor update operation. 3 bits on the wire.
    DecorUpdateOperation {
        Create = 0,
        Move = 1,
        Delete = 2,
    }

    /// Disable type.
    DisableType {
        Quest = 0,
        Spell = 1,
        BaseSpell = 2,
        Item = 3,
        World = 4,
        Currency = 5,
        AccountCurrency = 6,
        Achievement = 7,
        SpellEffect = 8,
    }

    /// Disconnect state.
    DisconnectState {
        Pending = 0,
        Processing = 1,
        Complete = 2,
    }

    /// Exp reason. 32 bits on the wire.
    ExpReason {
        Load = 0,
        Cheat = 1,
        KillCreature = 2,
        Quest = 3,
        ClusterBonus = 4,
        Spell = 5,
        Exploration = 6,
        QuestEpisodeCompletion = 7,
        PathMission = 8,
        PathEpisode = 9,
        KillPerformance = 10,
        MultiKill = 11,
        KillingSpree = 12,
        TelegraphInterrupt = 13,
        TelegraphEvade = 14,
        Momentum = 15,
        Rested = 16,
        PublicEvent = 17,
        PeriodicQuest = 18,
        Invalid = 4294967295,
    }

    /// Force kick reason. 5 bits on the wire.
    ForceKickReason {
        GMKick = 6,
        Inactivity = 7,
        AuthDisconnect = 8,
        StsDisconnect = 12,
        WorldDisconnect = 15,
        GameTimeExpired = 16,
        AccountDisconnect = 19,
        TransactionFail = 20,
    }

    /// Language. 32 bits on the wire.
    Language {
        English = 1,
        German = 2,
        French = 3,
        Chinese = 5,
    }

    /// Mod type.
    ModType {
        BaseAmount = 0,
        Percentage = 1,
        FlatValue = 2,
        LevelScale = 3,
    }

    /// Network bit array bit order.
    NetworkBitArrayBitOrder {
        LeastSignificantBit = 0,
        MostSignificantBit = 1,
    }

    /// Np login result. 32 bits on the wire.
    NpLoginResult {
        ErrorUnknown = 0,
        Success = 1,
        ErrorDb = 2,
        ErrorUnknownDBCallback = 3,
        ErrorDuplicateLogin = 4,
        ErrorCannotGetNpConnection = 5,
        ErrorHandleClientLogin = 6,
        ErrorInitializeNcPlatformLogin = 7,
        ErrorNcPlatform = 8,
        ErrorInvalidData = 9,
        InvalidAuthenticationMethod = 10,
        ErrorStartTimeout = 11,
        ErrorFinishTimeout = 12,
        ErrorNoRoles = 13,
        ErrorInvalidToken = 16,
        ErrorNoDataCenterPermissions = 17,
        NoRealmsAvailableAtThisTime = 18,
        ClientServerVersionMismatch = 19,
        ErrorAccountBanned = 20,
        AccountSuspended = 21,
        ErrorGettingSubscription = 22,
        ErrorEmailAddressMismatch = 23,
        ErrorTwoStepVerificationRequired = 24,
        ErrorPaymentConfig = 25,
        ErrorInvalidClientIP = 26,
        ErrorRegionMismatch = 27,
    }

    /// Plug update operation.
    PlugUpdateOperation {
        Place = 1,
        Remove = 2,
        Repair = 4,
    }

    /// Premium system.
    PremiumSystem {
        None = 0,
        Hybrid = 1,
        VIP = 2,
    }

    /// Property. 8 bits on the wire.
    Property {
        Strength = 0,
        Dexterity = 1,
        Technology = 2,
        Magic = 3,
        Wisdom = 4,
        BaseFocusPool = 5,
        RatingFocusRecovery = 6,
        BaseHealth = 7,
        HealthRegenMultiplier = 8,
        ResourceMax0 = 9,
        ResourceMax1 = 10,
        ResourceMax2 = 11,
        ResourceMax3 = 12,
        ResourceMax4 = 13,
        ResourceMax5 = 14,
        ResourceMax6 = 15,
        ResourceRegenMultiplier0 = 16,
        ResourceRegenMultiplier1 = 17,
        ResourceRegenMultiplier2 = 18,
        ResourceRegenMultiplier3 = 19,
        ResourceRegenMultiplier4 = 20,
        ResourceRegenMultiplier5 = 21,
        ResourceRegenMultiplier6 = 22,
        InterruptArmorAfterCCRechargeTime = 23,
        InterruptArmorAfterCCRechargeCount = 24,
        RatingLifesteal = 25,
        ResistPhysical = 26,
        ResistTech = 27,
        ResistMagic = 28,
        RatingMultiHitChance = 29,
        KillingSpreeOutOfCombatGracePeriodMS = 30,
        RatingAvoidReduce = 32,
        RatingAvoidIncrease = 33,
        RatingCritChanceIncrease = 34,
        AssaultRating = 35,
        SupportRating = 36,
        RatingCriticalMitigation = 37,
        ResourceMax7 = 38,
        ResourceRegenMultiplier7 = 39,
        Stamina = 40,
        ShieldCapacityMax = 41,
        Armor = 42,
        RatingCritChanceDecrease = 43,
        InterruptArmorThreshold = 44,
        InterruptArmorRechargeTime = 45,
        InterruptArmorRechargeCount = 46,
        RatingCritSeverityIncrease = 47,
        PvPOffensiveRating = 48,
        PvPDefensiveRating = 49,
        ResourceMax8 = 50,
        ResourceRegenMultiplier8 = 51,
        ResourceMax9 = 52,
        ResourceRegenMultiplier9 = 53,
        ResourceMax10 = 54,
        ResourceRegenMultiplier10 = 55,
        RatingIntensity = 56,
        RatingVigor = 57,
        RatingGlanceChance = 58,
        RatingArmorPierce = 59,
        RatingMultiHitAmount = 60,
        RatingGlanceAmount = 61,
        RatingDamageReflectAmount = 62,
        RatingDamageReflectChance = 63,
        RatingCCResilience = 64,
        MoveSpeedMultiplier = 100,
        BaseAvoidChance = 101,
        BaseCritChance = 102,
        DamageMitigationPctOffset = 103,
        BaseAvoidReduceChance = 104,
        BaseAvoidCritChance = 105,
        StealthDetectionModifier = 106,
        BaseFocusRecoveryInCombat = 107,
        BaseFocusRecoveryOutofCombat = 108,
        SeeThroughStealth = 109,
        FrictionMax = 110,
        HealToShieldConversion = 111,
        BaseMultiHitAmount = 112,
        PvPXPMultiplier = 114,
        SpellMechanicEnergyRegenOrDecayMultiplier = 117,
        SpellMechanicEnergyDecayOverdriveMultiplier = 118,
        IgnoreArmorBase = 122,
        IgnoreShieldBase = 123,
        MaxThreatVsCreature = 124,
        BreathDecay = 125,
        CCPower = 126,
        CriticalHitSeverityMultiplier = 127,
        JumpHeight = 129,
        GravityMultiplier = 130,
        XpMultiplier = 131,
        ThreatMultiplier = 132,
        NPCSpellExecutionFreqMultiplier = 133,
        FallingDamageMultiplier = 134,
        FocusCostModifier = 135,
        CooldownReductionModifier = 136,
        BaseLifesteal = 137,
        DamageDealtMultiplierMelee = 138,
        DamageDealtMultiplierRanged = 139,
        DamageDealtMultiplierSpell = 140,
        DamageDealtMultiplierPhysical = 141,
        DamageDealtMultiplierTech = 142,
        DamageDealtMultiplierMagic = 143,
        DamageMitigationPctOffsetPhysical = 144,
        DamageMitigationPctOffsetTech = 145,
        DamageMitigationPctOffsetMagic = 146,
        BaseTenacity = 147,
        BaseHope = 148,
        BaseToughness = 149,
        DamageTakenOffsetPhysical = 150,
        DamageTakenOffsetTech = 151,
        DamageTakenOffsetMagic = 152,
        Heroism = 153,
        BaseMultiHitChance = 154,
        BaseDamageReflectAmount = 155,
        BaseDamageReflectChance = 156,
        BaseCriticalMitigation = 157,
        BaseIntensity = 158,
        DamageTakenMultiplierPhysical = 159,
        DamageTakenMultiplierTech = 160,
        DamageTakenMultiplierMagic = 161,
        HealingMultiplierOutgoing = 162,
        HealingMultiplierIncoming = 163,
        BaseGlanceChance = 164,
        CCDurationModifier = 165,
        PvPOffensePctOffset = 166,
        PvPDefensePctOffset = 167,
        RatingTenacity = 168,
        RatingHope = 169,
        RatingToughness = 170,
        KillSpreeCCVMulitplier = 171,
        FocusFinalMultiplier = 172,
        Menace = 173,
        ShieldMitigationMax = 175,
        ShieldRegenPct = 176,
        ShieldTickTime = 177,
        ShieldRebootTime = 178,
        ShieldDamageTypes = 179,
        SlowFallMultiplier = 180,
        PathXpMultiplier = 181,
        ScientistScanBotThoroughnessMultiplier = 182,
        ScientistScanBotScanTimeMultiplier = 183,
        ScientistScanBotRangeMultiplier = 184,
        ScientistScanBotHealthMultiplier = 185,
        ScientistScanBotHealthRegenMultiplier = 186,
        ScientistScanBotSpeedMultiplier = 187,
        SettlerImprovementTimeMultiplier = 188,
        CreatureScientistScanMultiplier = 189,
        ScientistScanBotCooldownMultiplier = 190,
        MountSpeedMultiplier = 191,
        BaseGlanceAmount = 195,
        BaseVigor = 196,
    }

    /// Race. 5 or 14 bits on the wire.
    Race {
        None = 0,
        Human = 1,
        Eshara = 2,
        Granok = 3,
        Aurin = 4,
        Draken = 5,
        Mechari = 12,
        Chua = 13,
        Mordesh = 16,
    }

    /// Realm population. 3 bits on the wire.
    RealmPopulation {
        Low = 0,
        Medium = 1,
        High = 2,
        Full = 3,
    }

    /// Realm status. 3 bits on the wire.
    RealmStatus {
        Unknown = 0,
        Offline = 1,
        Down = 2,
        Standby = 3,
        Up = 4,
    }

    /// Session state.
    SessionState {
        None = 0,
        Connected = 1,
        LoginStart = 2,
        KeyData = 3,
    }

    /// Sex. 2 bits on the wire.
    Sex {
        Male = 0,
        Female = 1,
    }

    /// Shortcut set. 4 bits on the wire.
    ShortcutSet {
        VehicleBar = 0,
        PrimaryPetBar = 1,
        PetMiniBar0 = 2,
        PetMiniBar1 = 3,
        PetMiniBar2 = 4,
        PetMiniBar3 = 5,
        PetMiniBar4 = 6,
        FloatingSpellBar = 7,
        FloatingDynamicSpellBar = 8,
    }
}

wire_flags! {
    /// Parameter flags.
    ParameterFlags {
        None = 0,
        Optional = 1,
    }

    /// Reward point flag.
    RewardPointFlag {
        None = 0,
        Reward1 = 1,
        Reward2 = 2,
        Reward3 = 3,
        Reward4 = 4,
        Reward5 = 5,
        Reward6 = 6,
        Reward7 = 7,
        Reward8 = 8,
        Reward9 = 9,
        Reward10 = 0xa,
    }

    /// Rez type.
    RezType {
        None = 0,
        WakeHere = 1,
        Holocrypt = 2,
        SpellCasterLocation = 4,
        ExitInstance = 0x20,
        Dungeon = 0x20,
        DungeonInCombat = 0x20,
        WakeHereServiceToken = 0x40,
        OpenWorld = 0x41,
    }
}
