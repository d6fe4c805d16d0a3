//! Numbers with names: chat.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Account presence state. 3 bits on the wire.
    AccountPresenceState {
        Available = 0,
        Away = 1,
        Busy = 2,
        Invisible = 3,
    }

    /// Chat channel action. 4 bits on the wire.
    ChatChannelAction {
        PassOwner = 1,
        AddModerator = 2,
        RemoveModerator = 3,
        Muted = 4,
        Unmuted = 5,
        Kicked = 6,
        AddPassword = 8,
        RemovePassword = 9,
    }

    /// Chat channel leave reason. 2 bits on the wire.
    ChatChannelLeaveReason {
        Leave = 0,
        Kicked = 1,
        Banned = 2,
    }

    /// Chat channel reference type.
    ChatChannelReferenceType {
        Realm = 0,
        Group = 1,
        Guild = 2,
    }

    /// Chat channel type. 14 bits on the wire.
    ChatChannelType {
        Command = 1,
        System = 2,
        Debug = 3,
        Say = 4,
        Yell = 5,
        Whisper = 6,
        Party = 7,
        Emote = 8,
        Zone = 9,
        ZonePvP = 10,
        Trade = 11,
        LFG = 12,
        Class = 13,
        GuildRecruit = 14,
        Guild = 15,
        GuildOfficer = 16,
        Society = 17,
        Custom = 18,
        Support = 19,
        NPCSay = 20,
        NPCYell = 21,
        NPCWhisper = 22,
        Datachron = 23,
        Combat = 24,
        Realm = 25,
        Loot = 26,
        AnimatedEmote = 27,
        ActionEmote = 28,
        WarParty = 29,
        WarPartyOfficer = 30,
        PlayerPath = 31,
        Instance = 32,
        Nexus = 33,
        AccountWhisper = 34,
        ZoneGerman = 35,
        ZoneFrench = 36,
        NexusGerman = 37,
        NexusFrench = 38,
        Community = 47,
    }

    /// Chat format type. 4 bits on the wire.
    ChatFormatType {
        Format0 = 0,
        Alien = 1,
        Roleplay = 2,
        Format3 = 3,
        ItemId = 4,
        QuestId = 5,
        ArchiveArticle = 6,
        Profanity = 7,
        ItemFull = 8,
        ItemGuid = 9,
        NavPoint = 10,
        Loot = 11,
    }

    /// Chat presence state.
    ChatPresenceState {
        Available = 0,
        Away = 1,
        Busy = 2,
        Invisible = 3,
    }

    /// Chat result. 5 bits on the wire.
    ChatResult {
        Ok = 0,
        DoesntExist = 1,
        BadPassword = 2,
        NoPermissions = 3,
        NoSpeaking = 4,
        Muted = 5,
        Throttled = 6,
        NotInGroup = 8,
        NotInGuild = 9,
        NotInSociety = 10,
        NotGuildOfficer = 11,
        AlreadyMember = 12,
        BadName = 13,
        NotMember = 14,
        NotInWarParty = 15,
        NotWarPartyOfficer = 16,
        InvalidMessageText = 17,
        InvalidPasswordText = 18,
        TruncatedText = 19,
        InvalidCharacterName = 20,
        GMMuted = 21,
        TooManyCustomChannels = 23,
        MissingEntitlement = 24,
    }

    /// Gameplay system. 3 bits on the wire.
    GameplaySystem {
        Mail = 0,
        Store = 1,
        Omnibits = 2,
        GachaProbabilty = 3,
        PremiumLockboxKeys = 4,
        FreeLevel50Promotion = 5,
    }

    /// Healthy gaming status. 2 bits on the wire.
    HealthyGamingStatus {
        Normal = 0,
        Fatigue = 1,
        Unhealthy = 2,
    }

    /// Ic comm channel type. 3 bits on the wire.
    ICCommChannelType {
        Global = 1,
        Group = 2,
        Guild = 3,
    }

    /// Ic comm join result. 4 bits on the wire.
    ICCommJoinResult {
        TooManyChannels = 1,
        NoGuild = 2,
        NoGroup = 3,
        BadName = 4,
        Join = 5,
        Left = 6,
        MissingEntitlement = 7,
    }

    /// Ic comm message result. 4 bits on the wire.
    ICCommMessageResult {
        Sent = 1,
        Throttled = 2,
        NotInChannel = 3,
        InvalidText = 7,
        MissingEntitlement = 8,
    }

    /// Player info request type.
    PlayerInfoRequestType {
        Default = 0,
        Social = 1,
        Friend = 2,
        Rival = 3,
        Neighbour = 4,
        Loot = 5,
        BankLog = 8,
        Maker = 9,
        Pvp = 10,
    }

    /// Text filter class.
    TextFilterClass {
        Strict = 0,
        Standard = 1,
        Low = 2,
    }

    /// User text.
    UserText {
        CharacterName = 0,
        ScientistScanbotName = 1,
        GuildName = 2,
        GuildRankName = 4,
        GuildBankTabName = 5,
        HousingResidenceName = 6,
        Chat = 7,
        MailSubject = 8,
        MailBody = 9,
        ChatCustomChannelName = 10,
        ReadyCheck = 11,
        FriendshipNote = 12,
        ChatCustomChannelPassword = 13,
        GuildMessageOfTheDay = 14,
        GuildMemberNote = 15,
        GuildRecruitDescription = 16,
        GuildInfoMessage = 17,
        FriendshipAccountName = 18,
        FriendshipAccountPrivateNote = 19,
        FriendshipAccountPublicNote = 20,
        FriendshipAccountEmail = 21,
        FriendshipInviteNote = 22,
        PlayerTicketText = 24,
        CharacterNamePart = 25,
        PlayerTicketSubject = 26,
    }

    /// Who parameter type. 4 bits on the wire.
    WhoParameterType {
        Level = 0,
        Race = 1,
        Path = 2,
        Class = 3,
        Zone = 4,
        Guild = 5,
        Player = 6,
        Combo = 7,
        Faction = 8,
    }

    /// Who result. 2 bits on the wire.
    WhoResult {
        OK = 0,
        Partial = 1,
        UnderCooldown = 2,
    }
}

wire_flags! {
    /// Chat channel member flags. 32 bits on the wire.
    ChatChannelMemberFlags {
        None = 0,
        Owner = 1,
        Moderator = 2,
        Muted = 4,
    }

    /// User text flags.
    UserTextFlags {
        None = 0,
        NoConsecutiveSpace = 1,
        NoStartEndSpace = 2,
        Unknown4 = 4,
        Unknown8 = 8,
        NoSpace = 0x10,
        Unknown20 = 0x20,
        AllowMultiline = 0x40,
        Unknown80 = 0x80,
        Unknown100 = 0x100,
        AllowUnderscore = 0x200,
        RequireSpace = 0x400,
    }
}
