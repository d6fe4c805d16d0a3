//! Numbers with names: public event.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Public event objective category.
    PublicEventObjectiveCategory {
        Main = 0,
        Optional = 1,
        PlayerPath = 2,
        Challenge = 3,
    }

    /// Public event objective data type. 3 bits on the wire.
    PublicEventObjectiveDataType {
        Empty = 0,
        CapturePointDefend = 1,
        CapturePoint = 2,
        VirtualItemDepot = 3,
    }

    /// Public event objective notification mode. 32 bits on the wire.
    PublicEventObjectiveNotificationMode {
        Normal = 0,
        LowTime = 1,
        Warn = 2,
        Serious = 3,
        Critical = 4,
        Achieving = 5,
    }

    /// Public event objective type.
    PublicEventObjectiveType {
        KillTargetGroup = 0,
        KillEventUnit = 1,
        CollectItem = 2,
        ActivateTargetGroup = 3,
        ActivateTargetGroupChecklist = 4,
        Script = 5,
        ParticipantsInTriggerVolume = 6,
        InteractDepot = 7,
        KillEventObjectiveUnit = 8,
        ScriptWithoutCount = 9,
        KillOtherTeam = 10,
        ControlPointDefend = 11,
        DefendObjectiveUnit = 12,
        TimedWin = 13,
        KillClusterTargetGroup = 14,
        KillClusterEventUnit = 15,
        KillClusterEventObjectiveUnit = 16,
        TalkTo = 17,
        TalkToChecklist = 18,
        Turnstile = 19,
        Exterminate = 20,
        ResourcePool = 21,
        VirtualCollect = 22,
        ContestedArea = 23,
        State = 24,
        ScriptWithoutMax = 25,
        GatherResource = 26,
        CapturePointDefend = 27,
        CapturePoint = 30,
        BombDeployment = 31,
        VictoryPool = 32,
        HardMode = 34,
    }

    /// Public event operation type. 3 bits on the wire.
    PublicEventOperationType {
        AddToEvent = 0,
        RemoveFromEvent = 1,
        AddToObjective = 2,
        RemoveFromObjective = 3,
    }

    /// Public event remove reason. 32 bits on the wire.
    PublicEventRemoveReason {
        Logout = 0,
        Success = 1,
        Failure = 2,
        LeftArea = 3,
    }

    /// Public event reward tier. 32 bits on the wire.
    PublicEventRewardTier {
        None = 0,
        Bronze = 1,
        Silver = 2,
        Gold = 3,
    }

    /// Public event reward type. 32 bits on the wire.
    PublicEventRewardType {
        None = 0,
        Individual = 1,
        Speed = 2,
        Completion = 3,
        Nightmare = 4,
        Script = 5,
    }

    /// Public event stat. 32 bits on the wire.
    PublicEventStat {
        Damage = 0,
        Hits = 1,
        Haters = 2,
        Kills = 3,
        Deaths = 4,
        Healed = 5,
        Contributions = 6,
        DamageReceived = 7,
        HealingReceived = 8,
        Assists = 9,
        Saves = 10,
        Overhealed = 11,
        OverhealingReceived = 12,
        MedalPoints = 13,
        MaxMultiKill = 100,
        LongestImpulse = 101,
        LongestLife = 102,
        KillStreak = 103,
        CustomStat00 = 200,
        CustomStat01 = 201,
        CustomStat02 = 202,
        CustomStat03 = 203,
        CustomStat04 = 204,
        CustomStat05 = 205,
    }

    /// Public event status. 32 bits on the wire.
    PublicEventStatus {
        Inactive = 0,
        Active = 1,
        Succeeded = 2,
        Failed = 3,
    }

    /// Public event team. 14 or 32 bits on the wire.
    PublicEventTeam {
        PublicTeam = 1,
        RedTeam = 2,
        BlueTeam = 3,
        Exiles = 4,
        Dominion = 5,
        RedTeam_2 = 6,
        BlueTeam_2 = 7,
        Attacker = 8,
        Defender = 9,
        Team1 = 10,
        Team2 = 11,
        Team1_2 = 12,
        Team2_2 = 13,
    }

    /// Public event type.
    PublicEventType {
        WorldEvent = 0,
        Dungeon = 1,
        Warplot = 2,
        BattlegroundVortex = 3,
        BattlegroundHoldTheLine = 4,
        BattlegroundCannon = 5,
        BattlegroundSabotage = 6,
        AdventureMalgrave = 7,
        AdventureHycrest = 8,
        AdventureSkywatch = 9,
        Arena = 10,
        SubEvent = 11,
        AdventureWhitevale = 12,
        AdventureNorthernWilds = 13,
        AdventureGaleras = 14,
        AdventureAstrovoid = 15,
        LiveEvent = 16,
        AdventureFarside = 17,
        AdventureLevianBay = 18,
        Shiphand = 19,
        NonCombatEvent = 21,
        Raid = 22,
    }

    /// Tower defense improvement type.
    TowerDefenseImprovementType {
        Trap = 0,
        Turret = 1,
        Wall = 2,
        Support = 3,
        Recruit = 4,
    }
}

wire_flags! {
    /// Public event objective flag.
    PublicEventObjectiveFlag {
        None = 0,
        InitialObjective = 1,
        DynamicObjective = 0x80,
        ShouldShowOnMinimapEdge = 0x10000,
    }
}
