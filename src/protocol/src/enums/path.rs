//! Numbers with names: path.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Explorer scavenger clue type.
    ExplorerScavengerClueType {
        CreatureDrop = 0,
        ActivateCreature = 1,
        Dig = 2,
    }

    /// Path. 3 or 32 bits on the wire.
    Path {
        Soldier = 0,
        Settler = 1,
        Scientist = 2,
        Explorer = 3,
    }

    /// Path mission display type.
    PathMissionDisplayType {
        Soldier_Assassination = 1,
        Soldier_Defend = 2,
        Soldier_Demolition = 3,
        Soldier_FirstStrike = 4,
        Soldier_Holdout = 5,
        Soldier_RescueOp = 6,
        Soldier_Security = 7,
        Soldier_Swat = 8,
        Settler_Cache = 9,
        Settler_CivilService = 10,
        Settler_Expansion = 11,
        Settler_Project = 12,
        Settler_PublicSafety = 13,
        Scientist_Analysis = 14,
        Scientist_Archaeology = 15,
        Scientist_Biology = 16,
        Scientist_Botany = 17,
        Scientist_Chemistry = 18,
        Scientist_DatacubeDecryption = 19,
        Scientist_Diagnostics = 20,
        Scientist_Experimentation = 21,
        Scientist_FieldStudy = 22,
        Scientist_SpecimenSurvey = 23,
        Explorer_Cartography = 24,
        Explorer_Exploration = 25,
        Explorer_Operations = 26,
        Explorer_ScavengerHunt = 27,
        Explorer_StakingClaim = 28,
        Explorer_Surveillance = 29,
        Explorer_Tracking = 30,
        Explorer_Vista = 31,
    }

    /// Path mission type.
    PathMissionType {
        Soldier_Holdout = 0,
        Scientist_Scan = 2,
        Explorer_Area = 3,
        Soldier_Assassinate = 4,
        Soldier_Demolition = 5,
        Soldier_RescueOp = 6,
        Soldier_Swat = 7,
        Soldier_Script = 8,
        Settler_Script = 9,
        Scientist_Script = 10,
        Explorer_Script = 11,
        Explorer_Door = 12,
        Explorer_ScavengerHunt = 13,
        Scientist_ScanChecklist = 14,
        Explorer_Vista = 15,
        Explorer_ExploreZone = 16,
        Explorer_ActivateChecklist = 17,
        Explorer_PowerMap = 18,
        Settler_Hub = 19,
        Scientist_FieldStudy = 20,
        Settler_Infrastructure = 21,
        Scientist_Experimentation = 22,
        Scientist_SpecimenSurvey = 23,
        Scientist_DatacubeDiscovery = 24,
        Settler_Mayor = 25,
        Settler_Sheriff = 26,
        Settler_Scout = 27,
    }

    /// Path reward type.
    PathRewardType {
        Level = 0,
        Mission = 1,
        Episode = 2,
    }

    /// Scientist creature type.
    ScientistCreatureType {
        Flora = 0,
        Fauna = 1,
        Tech = 2,
        Mineral = 3,
        Elemental = 4,
        Magic = 5,
        History = 6,
    }

    /// Scientist experimentation result.
    ScientistExperimentationResult {
        Incorrect = 0,
        CorrectPattern = 1,
        Correct = 2,
    }

    /// Path mission activate mission path mission state. 3 bits on the wire.
    ServerPathMissionActivateMissionPathMissionState {
        NoMission = 0,
        Unlocked = 2,
        Started = 3,
        Complete = 4,
    }

    /// Path settler infrastructure updated settler infrastructure state. 2 bits on the wire.
    ServerPathSettlerInfrastructureUpdatedSettlerInfrastructureState {
        Inactive = 0,
        Building = 1,
        Built = 2,
    }

    /// Path soldier holdout end player path soldier result. 32 bits on the wire.
    ServerPathSoldierHoldoutEndPlayerPathSoldierResult {
        FailUnknown = 0,
        FailTimeOut = 1,
        FailDefenceDeath = 2,
        FailLostResources = 3,
        FailNoParticipants = 4,
        FailLeaveArea = 5,
        FailDeath = 6,
        FailParticipation = 7,
        ScriptCancel = 8,
        Success = 9,
    }

    /// Path soldier holdout status player path soldier event mode. 32 bits on the wire.
    ServerPathSoldierHoldoutStatusPlayerPathSoldierEventMode {
        Inactive = 0,
        Setup = 1,
        InitialDelay = 2,
        Active = 3,
    }

    /// Settler avenue.
    SettlerAvenue {
        Economy = 0,
        Security = 1,
        QualityOfLife = 2,
    }

    /// Soldier activate mode.
    SoldierActivateMode {
        Count = 0,
        Checklist = 1,
        DelayedChecklist = 2,
    }

    /// Soldier event mode.
    SoldierEventMode {
        Inactive = 0,
        Setup = 1,
        InitialDelay = 2,
        Active = 3,
    }

    /// Soldier event type.
    SoldierEventType {
        Holdout = 0,
        Defend = 1,
        Timed = 2,
        TimedDefend = 3,
        TowerDefense = 4,
        WhackAMole = 5,
        WhackAMoleTimed = 6,
        StopTheThieves = 7,
        StopTheThievesTimed = 8,
    }

    /// Soldier result.
    SoldierResult {
        FailUnknown = 0,
        FailTimeOut = 1,
        FailDefenceDeath = 2,
        FailLostResources = 3,
        FailNoParticipants = 4,
        FailLeaveArea = 5,
        FailDeath = 6,
        FailParticipation = 7,
        ScriptCancel = 8,
        Success = 9,
    }
}

wire_flags! {
    /// Path unlocked mask. 4 bits on the wire.
    PathUnlockedMask {
        None = 0,
        Soldier = 1,
        Settler = 2,
        Scientist = 4,
        Explorer = 8,
    }

    /// Path scientist set unit scan parameters scan reward.
    ServerPathScientistSetUnitScanParametersScanReward {
        RewardForScan = 1,
        RewardForRawScan = 2,
        SpellBuffForScan = 4,
        SpecimenSurveyReward = 8,
        HasLoot = 0x10,
    }
}
