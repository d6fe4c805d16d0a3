//! Numbers with names: support.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Bug category. 16 bits on the wire.
    BugCategory {
        Cancel = 1,
        Help = 2,
        Ok = 3,
        CharacterNotFound = 4,
        English = 5,
        LangaugeErro = 6,
        Development = 7,
        Staging = 8,
        Deprecated = 9,
        LocalDemo = 10,
    }

    /// Csi type.
    CSIType {
        PressAndHold = 0,
        RapidTapping = 1,
        PrecisionTapping = 2,
        Metronome = 3,
        YesNo = 4,
        Memory = 5,
        Keypad = 6,
        RapidTappingInverse = 7,
        Interaction = 4294967295,
    }

    /// Report player reason. 3 bits on the wire.
    ReportPlayerReason {
        Spam = 0,
        Bot = 1,
        Cheat = 2,
        AFK = 3,
    }

    /// Report player source. 4 bits on the wire.
    ReportPlayerSource {
        Default = 0,
        Mail = 1,
        FriendRequest = 2,
        PartyRequest = 3,
        InWorld = 4,
        Chat = 5,
        GuildRequest = 6,
        PvpMatch = 7,
        TradeRequest = 8,
        AccountFriendRequest = 9,
        NeighborRequest = 10,
        Overturn = 11,
    }

    /// Survey type. 14 bits on the wire.
    SurveyType {
        QuestGeneric = 1,
        TSpellQuest = 2,
        HoldoutQuest = 3,
        GenericPathMissionSoldier = 4,
        GenericPathMissionExplorer = 5,
        GenericPathMissionScientist = 6,
        LevelUp = 7,
        GenericChallenge = 8,
        LogOff = 9,
        GenericPathMissionSettler = 10,
        BossFight = 11,
        Dungeon = 12,
    }

    /// Unstick type. 3 bits on the wire.
    UnstickType {
        RecallTransmat = 1,
        RecallHouse = 2,
        FreeSuicide = 3,
    }
}
