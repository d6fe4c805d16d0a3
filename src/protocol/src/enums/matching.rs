//! Numbers with names: matching.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Duel failure reason. 5 bits on the wire.
    DuelFailureReason {
        YouHaveDuelRequestPending = 1,
        PlayerHasDuelRequestPending = 2,
        YouAreInCombat = 3,
        PlayerIsInCombat = 4,
        YouAreAlreadyDueling = 5,
        PlayerIsAlreadyDueling = 6,
        CannotDuelRightNow = 7,
        TooFarAway = 8,
        CanOnlyDuelSameFaction = 9,
        PlayerInAnotherPhase = 10,
        PlayerIsIgnoringYou = 11,
        InvalidDuelTarget = 12,
        CannotDuelHere = 13,
        PlayerCannotDuelAtThatLocation = 14,
        PlayerIsIgnoringDuels = 15,
        YouCannotDuelWhileDead = 16,
        CannotDuelDeadPlayer = 17,
        CannotDuelInCrossFactionGroup = 18,
    }

    /// Duel finish reason. 3 bits on the wire.
    DuelFinishReason {
        Defeated = 0,
        Forfeited1 = 1,
        Forfeited2 = 2,
        Forfeited3 = 3,
        DeclinedRequest = 4,
        DuelCancelled = 5,
    }

    /// Leaderboard type. 4 bits on the wire.
    LeaderboardType {
        Arena3v3 = 0,
        BattlegroundWarrior = 1,
        BattlegroundEngineer = 2,
        BattlegroundEsper = 3,
        BattlegroundMedic = 4,
        BattlegroundStalker = 5,
        BattlegroundSpellslinger = 6,
        PveDungeon = 7,
        PveExpeditionGroup = 8,
        PveExpeditionSolo = 9,
    }

    /// Match end reason. 3 bits on the wire.
    MatchEndReason {
        Completed = 0,
        Forfeit = 1,
        TimeExpired = 2,
        Cancelled = 3,
    }

    /// Match rules.
    MatchRules {
        Default = 0,
        WaveRespawn = 1,
        DeathmatchPool = 2,
    }

    /// Match team. 2 bits on the wire.
    MatchTeam {
        Red = 0,
        Blue = 1,
    }

    /// Match type. 5 bits on the wire.
    MatchType {
        BattleGround = 0,
        Dungeon = 1,
        Adventure = 2,
        Arena = 3,
        Warplot = 4,
        RatedBattleground = 5,
        OpenArena = 6,
        Event = 7,
        Shiphand = 8,
        WorldStory = 9,
        PrimeLevelDungeon = 10,
        PrimeLevelExpedition = 11,
        PrimeLevelAdventure = 12,
        ScaledPrimeLevelAdventure = 13,
        ScaledPrimeLevelDungeon = 14,
        ScaledPrimeLevelExpedition = 15,
        None = 16,
    }

    /// Match winner. 2 bits on the wire.
    MatchWinner {
        Red = 0,
        Blue = 1,
        Draw = 2,
    }

    /// Matching game rating type. 3 or 32 bits on the wire.
    MatchingGameRatingType {
        Arena2v2 = 0,
        Arena3v3 = 1,
        Arena5v5 = 2,
        RatedBattleground = 3,
        Warplot = 4,
    }

    /// Matching queue result. 6 bits on the wire.
    MatchingQueueResult {
        InQueue = 0,
        InGame = 1,
        Level = 2,
        GroupSize = 3,
        TypeMismatch = 4,
        OfflineGroupMember = 5,
        Role = 6,
        NotInGroup = 7,
        GroupMemberMatching = 8,
        InvalidGame = 9,
        InvalidTeamMember = 10,
        Left = 11,
        Declined = 12,
        CannotQueueSoloAndGroup = 13,
        UnableToQueue = 14,
        RemovedByServer = 15,
        Kicked = 16,
        Requeueing = 17,
        CannotKickYourself = 18,
        KickAlreadyActive = 19,
        PersonalKickCooldown = 20,
        NotQueued = 21,
        NotConfirmingRole = 22,
        NotWaitingToAccept = 23,
        GlobalKickCooldown = 24,
        CannotKickInCombat = 25,
        OnlyOneServerGroupAllowed = 26,
        UNUSED27 = 27,
        UNUSED28 = 28,
        SurrenderAlreadyActive = 29,
        PersonalSurrenderCooldown = 30,
        GlobalSurrenderCooldown = 31,
        CannotSurrenderInCombat = 32,
        SurrenderPermissionDenied = 33,
        NotEligibleForRandom = 34,
        Surrendered = 35,
        UNUSED36 = 36,
        UNUSED37 = 37,
        DungeonPrerequisite = 38,
        VoteKick_MustBeOnWorld = 40,
        VoteKick_GroupLootAvailable = 41,
        Surrender_MustBeOnWorld = 42,
        Surrender_GroupLootAvailable = 43,
        PrivilegeRestricted = 44,
        GroupMemberPrivilegeRestricted = 45,
        VoteKick_Disabled = 46,
        InvalidRequeueType = 47,
        PrimeLevelNotAchieved = 48,
        RandomQueueRequired = 49,
        CannotQueueCrossFaction = 50,
        RequiresFullGroup = 51,
    }

    /// Matching queue status. 4 bits on the wire.
    MatchingQueueStatus {
        NotInQueue = 0,
        InQueue = 1,
        MatchReady = 2,
        GroupQueuedWaitingPlayerRoleSelection = 3,
        GroupQueuedWaitingPartyMemberRoleSelection = 4,
        WaitingAllParticipantsToAccept = 5,
        MatchJoined = 6,
    }

    /// Matching role check status.
    MatchingRoleCheckStatus {
        Pending = 0,
        Declined = 1,
        Expired = 2,
        Success = 3,
    }

    /// Opponent type. 2 bits on the wire.
    OpponentType {
        Player = 0,
        Creature = 1,
    }

    /// Pvp death reason. 3 bits on the wire.
    PvpDeathReason {
        KilledByPlayer = 0,
        KilledByCreature = 1,
        Falling = 2,
        Drowning = 3,
    }

    /// Pvp game state. 3 bits on the wire.
    PvpGameState {
        Initialized = 0,
        Preparation = 1,
        InProgress = 2,
        Finished = 3,
    }
}

wire_flags! {
    /// Matching queue flags. 32 bits on the wire.
    MatchingQueueFlags {
        None = 0,
        GroupIsQueued = 4,
        AsMercenary = 0x20,
        SoloMatch = 0x80,
        Veteran = 0x100,
    }

    /// Pv p flag. 3 bits on the wire.
    PvPFlag {
        Disabled = 0,
        Enabled = 1,
        Forced = 2,
    }

    /// Instance settings world setting. 8 bits on the wire.
    ServerInstanceSettingsWorldSetting {
        WorldForcesLevelScaling = 1,
        TransmatTeleport = 4,
        HoloCryptTeleport = 8,
    }
}
