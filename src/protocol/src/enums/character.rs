//! Numbers with names: character.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Character creation start.
    CharacterCreationStart {
        Arkship = 0,
        Demo01 = 1,
        Demo02 = 2,
        Nexus = 3,
        PreTutorial = 4,
        Level50 = 5,
        CostumeOnly = 99,
    }

    /// Character modify result. 6 bits on the wire.
    CharacterModifyResult {
        DeleteOk = 0,
        DeleteFailed = 1,
        DeleteFailed_GuildMaster = 2,
        CreateOk = 3,
        CreateFailed = 4,
        CreateFailed_Items = 5,
        CreateFailed_UniqueName = 6,
        CreateFailed_ActionBar = 7,
        CreateFailed_Quests = 8,
        CreateFailed_AccountFull = 9,
        CreateFailed_InvalidName = 10,
        CreateFailed_Faction = 11,
        CreateFailed_Internal = 12,
        RenameFailed = 13,
        RenameFailed_Internal = 14,
        RenameFailed_InvalidName = 15,
        RenameFailed_UniqueName = 16,
        RenameFailed_NoRename = 17,
        RenameOk = 18,
        RenameFailed_NoCurrency = 19,
        RealmTransferFailed_InvalidRealm = 20,
        RealmTransferOk = 21,
        RealmTransferFailed_ServerDown = 22,
        RealmTransferFailed_CharacterOnline = 23,
        RealmTransferFailed_InvalidCharacter = 24,
        RealmTransferFailed_CharacterLocked = 25,
        RealmTransferFailed_NoCurrency = 26,
        RealmTransferFailed_DbError = 27,
        RealmTransferFailed_HasAuction = 28,
        RealmTransferFailed_InGuild = 29,
        RealmTransferFailed_HasCREDDExchange = 30,
        RealmTransferFailed_CharacterBusy = 31,
        RealmTransferFailed_HasMail = 32,
        RealmTransferFailed_ServerFull = 33,
        RedeemCREDDFailed_NoCREDD = 34,
        RedeemCREDDFailed_NoEntitlement = 35,
        RedeemCREDDFailed_Internal = 36,
        RedeemCREDDOk = 37,
        RedeemCREDDFailed_InvalidCREDD = 38,
        RedeemCREDDFailed_PlatformError = 39,
        RedeemCREDDFailed_PlatformPermaFail = 40,
        RedeemCREDDFailed_PlatformTempFail = 41,
        DeleteFailed_CharacterOnline = 42,
        RenameFailed_CharacterOnline = 43,
        CreateFailed_CharacterOnline = 44,
        RealmTransferFailed_NoSubscription = 45,
        RealmTransferFailed_Internal = 46,
        RealmTransferFailed_Money = 47,
        RealmTransferFailed_CharacterCooldown = 48,
        RenameFailed_GameSessionMissing = 49,
        RealmTransferFailed_HasSavedInstance = 51,
        UndeleteOk = 52,
        UndeleteFailed = 53,
        RealmTransferFailed_FactionRestricted = 55,
        CreateFailed_MaxLevel = 56,
        CreateFailed_InsufficientFunds = 57,
        CreateFailed_MissingEntitlement = 58,
    }

    /// Character select result. 3 bits on the wire.
    CharacterSelectResult {
        FailedRename = 1,
        Failed = 2,
        FailedDisabled = 3,
        FailedCharacterInWorld = 4,
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

    /// Logout reason. 5 bits on the wire.
    LogoutReason {
        None = 0,
        Kicked = 6,
        Idle = 7,
        UserServerConnectionLost = 8,
        AuthServerConnectionLost = 12,
        WorldServerConnectionLost = 15,
        GameTimeExhausted = 16,
        AccountDisconnected = 19,
        DatabaseTransactionFailure = 20,
        GenericError = 31,
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

    /// Sex. 2 bits on the wire.
    Sex {
        Male = 0,
        Female = 1,
    }
}

wire_flags! {
    /// Character flag. 32 bits on the wire.
    CharacterFlag {
        None = 0,
        FriendBlock = 2,
        IgnoreDuelRequests = 8,
        HolomarkHideLeft = 0x20,
        HolomarkHideRight = 0x40,
        HolomarkHideBack = 0x80,
        HolomarkNear = 0x200,
    }
}
