//! Numbers with names: quest.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Challenge choice. 5 bits on the wire.
    ChallengeChoice {
        Activate = 1,
        Abandon = 2,
        AcceptShared = 14,
        DeclineShared = 15,
    }

    /// Challenge result. 5 bits on the wire.
    ChallengeResult {
        Unlock = 0,
        Activate = 1,
        AbandonRemoveArrows = 3,
        TimerExpired = 4,
        LeftArea = 5,
        GenericFail = 6,
        AreaRestriction = 7,
        Completed = 8,
        TierAchieved = 9,
        TypeAlreadyActive = 10,
        CooldownActive = 11,
        LeftAreaWarning = 12,
        ResetAll = 13,
        AbandonRemove = 16,
        JoinedRaidFail = 17,
    }

    /// Challenge type. 4 bits on the wire.
    ChallengeType {
        Combat = 0,
        Ability = 1,
        General = 2,
        UNUSED01 = 3,
        Item = 4,
        Collect = 5,
        ChecklistActivate = 7,
    }

    /// Quest objective type.
    QuestObjectiveType {
        KillCreature = 2,
        TalkTo = 3,
        CollectItem = 4,
        ActivateEntity = 5,
        KillTargetGroups = 8,
        ActivateEntity2 = 9,
        Unknown10 = 10,
        SpellSuccess = 11,
        SucceedCSI = 12,
        SpellSuccess2 = 13,
        ActivateTargetGroupChecklist = 14,
        Unknown15 = 15,
        KillTargetGroup = 16,
        EnterZone = 17,
        TalkToTargetGroup = 18,
        UNUSED19 = 19,
        Unknown20 = 20,
        GatheResource = 21,
        EnterArea = 22,
        ActivateTargetGroup = 23,
        CompleteQuest = 24,
        CompleteEvent = 25,
        Unknown27 = 27,
        Unknown28 = 28,
        Unknown29 = 29,
        Unknown31 = 31,
        VirtualCollect = 32,
        CraftSchematic = 33,
        SpellSuccess3 = 35,
        SpellSuccess4 = 36,
        LearnTradeskill = 37,
        ObtainSchematic = 38,
        Unknown39 = 39,
        Unknown40 = 40,
        PvPKills = 41,
        EarnCurrency = 42,
        CombatMomentum = 44,
        KillCreature2 = 46,
        CompleteChallenge = 47,
        BeginMatrix = 48,
    }

    /// Quest repeat period.
    QuestRepeatPeriod {
        None = 0,
        Daily = 1,
        Weekly = 2,
        Monthly = 3,
        Yearly = 4,
    }

    /// Quest reward type.
    QuestRewardType {
        Item = 1,
        Reputation = 2,
        Money = 3,
        TradeSkillXp = 4,
        TradeSkill = 5,
        AccountItem = 6,
        AccountCurrency = 7,
        AccountGenericUnlock = 8,
        GenericUnlock = 9,
        RotationEssence = 10,
    }

    /// Quest state. 4 or 32 bits on the wire.
    QuestState {
        Unknown = 0,
        Accepted = 1,
        Achieved = 2,
        Completed = 3,
        Botched = 4,
        Mentioned = 5,
        Abandoned = 6,
        Ignored = 7,
    }

    /// Quest lua event lua event type. 32 bits on the wire.
    ServerQuestLuaEventLuaEventType {
        Int = 0,
        String = 1,
        Unit = 2,
        Bool = 3,
        Item = 4,
        Quest = 5,
    }

    /// Target group type.
    TargetGroupType {
        CreatureIdGroup = 1,
        CreatureIdGroup2 = 2,
        FactionIdGroup = 3,
        NotFactionIdGroup = 4,
        PlayerRaceIdGroup = 5,
        Unknown7 = 7,
        Unknown9 = 9,
        OtherTargetGroup = 10,
        Unknown11 = 11,
        CreatureRaceIdGroup = 12,
        Unknown13 = 13,
    }
}

wire_flags! {
    /// Challenge timer flags.
    ChallengeTimerFlags {
        UNUSED = 1,
        Active = 2,
        Cooldown = 4,
        LeftArea = 8,
    }

    /// Quest flags.
    QuestFlags {
        None = 0,
        AutoComplete = 1,
        Optional = 8,
    }

    /// Quest objective flags.
    QuestObjectiveFlags {
        None = 0,
        Sequential = 2,
        Hidden = 8,
        Optional = 0x20,
        Unknown0200 = 0x200,
    }

    /// Quest repeat period flags. 4 bits on the wire.
    QuestRepeatPeriodFlags {
        Daily = 1,
        Weekly = 2,
        Monthly = 4,
        Yearly = 8,
    }

    /// Quest state flags. 32 bits on the wire.
    QuestStateFlags {
        None = 0,
        Tracked = 2,
        Objective0Complete = 4,
        Objective1Complete = 8,
        Objective2Complete = 0x10,
        Objective3Complete = 0x20,
        Objective4Complete = 0x40,
        Objective5Complete = 0x80,
    }
}
