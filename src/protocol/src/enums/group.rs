//! Numbers with names: group.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Group action result. 6 bits on the wire.
    GroupActionResult {
        LeaveSuccess = 1,
        LeaveFailed = 2,
        DisbandSuccess = 3,
        DisbandFailed = 4,
        KickSuccess = 5,
        KickFailed = 6,
        PromoteSuccess = 7,
        PromoteFailed = 8,
        FlagsSuccess = 9,
        FlagsFailed = 10,
        MemberFlagsSuccess = 11,
        MemberFlagsFailed = 12,
        NotInGroup = 13,
        ChangeSettingsSuccess = 14,
        ChangeSettingsFailed = 15,
        MentoringInvalidMentor = 16,
        MentoringInvalidMentee = 17,
        InvalidGroup = 18,
        MentoringSelf = 19,
        ReadyCheckFailed = 20,
        MarkingNotPermitted = 21,
        InvalidMarkIndex = 22,
        MentoringNotAllowed = 23,
        InvalidMarkTarget = 24,
        MentoringInCombat = 25,
        MentoringLowestLevel = 26,
        AlreadyInGroupInstance = 27,
        MentoringNoAction = 29,
        OrderInvalidMember = 30,
        OrderFailedLeader = 31,
        OrderFailedInUse = 33,
    }

    /// Group invite result. 5 bits on the wire.
    GroupInviteResult {
        Sent = 0,
        Declined = 1,
        Accepted = 2,
        NoPermissions = 3,
        PlayerNotFound = 5,
        Grouped = 6,
        Pending = 7,
        ExpiredInviter = 8,
        IsInvited = 9,
        ExpiredInvitee = 10,
        InvitedYou = 11,
        RealmNotFound = 12,
        Full = 13,
        RoleFull = 14,
        NotInvitingSelf = 15,
        ServerControlled = 16,
        GroupNotFound = 17,
        NotAcceptingRequests = 18,
        Busy = 19,
        SentToLeader = 20,
        LeaderOffline = 21,
        WrongFaction = 22,
        PrivilegeRestricted = 23,
        PvpFlagRestriction = 24,
    }

    /// Group invite type.
    GroupInviteType {
        Invite = 0,
        Request = 1,
        Referral = 2,
    }

    /// Group marker. 32 bits on the wire.
    GroupMarker {
        None = 0,
        Bomb = 1,
        Ghost = 2,
        Wrestler = 3,
        Squid = 4,
        Pig = 5,
        Rooster = 6,
        Toaster = 7,
        UFO = 8,
    }

    /// Group request type.
    GroupRequestType {
        Request = 0,
        Referral = 1,
    }

    /// Harvest loot rule. 2 bits on the wire.
    HarvestLootRule {
        RoundRobin = 0,
        FirstTagger = 1,
    }

    /// Loot rule. 3 bits on the wire.
    LootRule {
        FreeForAll = 0,
        RoundRobin = 1,
        NeedBeforeGreed = 2,
        Master = 3,
    }

    /// Loot threshold. 4 bits on the wire.
    LootThreshold {
        Inferior = 1,
        Average = 2,
        Good = 3,
        Excellent = 4,
        Superb = 5,
        Legendary = 6,
        Artifact = 7,
    }

    /// Remove reason. 4 bits on the wire.
    RemoveReason {
        Kicked = 1,
        Disconnected = 2,
        Left = 3,
        Disband = 4,
        RemovedByServer = 5,
        VoteKicked = 6,
        RemovedByServerForPvpFlag = 9,
    }
}

wire_flags! {
    /// Group flags. 32 bits on the wire.
    GroupFlags {
        None = 0,
        OpenWorld = 1,
        Raid = 2,
        JoinRequestOpen = 0x10,
        JoinRequestClosed = 0x20,
        ReferralsOpen = 0x40,
        ReferralsClosed = 0x80,
    }

    /// Group member info flags. 32 bits on the wire.
    GroupMemberInfoFlags {
        None = 0,
        CanInvite = 2,
        CanKick = 4,
        Disconnected = 8,
        Pending = 0x10,
        Tank = 0x20,
        Healer = 0x40,
        DPS = 0x80,
        RoleFlags = 0xe0,
        MainTank = 0x100,
        MainAssist = 0x200,
        RaidAssistant = 0x400,
        CanReadyCheck = 0x700,
        Ready = 0x800,
        RoleLocked = 0x1000,
        CanMark = 0x2000,
        GroupMemberFlags = 0x2000,
        GroupAdminFlags = 0x2006,
        MainTankFlags = 0x2100,
        MainAssistFlags = 0x2200,
        GroupAssistantFlags = 0x2406,
        HasSetReady = 0x4000,
    }
}
