//! Numbers with names: what of a record is to be stored (peers' bookkeeping).

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_flags;

wire_flags! {
    /// Account currency save mask.
    AccountCurrencySaveMask {
        None = 0,
        Create = 1,
        Amount = 2,
    }

    /// Account item cooldown save mask.
    AccountItemCooldownSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Modify = 4,
    }

    /// Account item save mask.
    AccountItemSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
    }

    /// Account permission save mask.
    AccountPermissionSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
    }

    /// Account role save mask.
    AccountRoleSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
    }

    /// Achievement save mask.
    AchievementSaveMask {
        None = 0,
        Create = 1,
        Data0 = 2,
        Data1 = 4,
        TimeCompleted = 8,
    }

    /// Action set save mask.
    ActionSetSaveMask {
        None = 0,
        ActionSetActions = 1,
        ActionSetAmps = 2,
    }

    /// Amp save mask.
    AmpSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
    }

    /// Binding save mask.
    BindingSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        DeviceEnum00 = 4,
        DeviceEnum01 = 8,
        DeviceEnum02 = 0x10,
        Code00 = 0x20,
        Code01 = 0x40,
        Code02 = 0x80,
        MetaKeys00 = 0x100,
        MetaKeys01 = 0x200,
        MetaKeys02 = 0x400,
        EventTypeEnum00 = 0x800,
        EventTypeEnum01 = 0x1000,
        EventTypeEnum02 = 0x2000,
    }

    /// Chat channel chat channel save mask.
    ChatChannelChatChannelSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Password = 4,
    }

    /// Chat channel member chat channel member save mask.
    ChatChannelMemberChatChannelMemberSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Flags = 4,
    }

    /// Contact save mask.
    ContactSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Modify = 4,
    }

    /// Costume item save mask.
    CostumeItemSaveMask {
        None = 0,
        Create = 1,
        ItemId = 2,
        DyeData = 4,
    }

    /// Costume save mask.
    CostumeSaveMask {
        None = 0,
        Create = 1,
        Mask = 2,
    }

    /// Costume unlock save mask.
    CostumeUnlockSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
    }

    /// Currency save mask.
    CurrencySaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Amount = 4,
    }

    /// Customisation save mask.
    CustomisationSaveMask {
        None = 0,
        Create = 1,
        Modify = 2,
        Delete = 4,
    }

    /// Datacube save mask.
    DatacubeSaveMask {
        None = 0,
        Create = 1,
        Progress = 2,
    }

    /// Decor save mask.
    DecorSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Type = 4,
        Position = 8,
        Rotation = 0x10,
        Scale = 0x20,
        DecorParentId = 0x40,
        ColourShiftId = 0x80,
        PlotIndex = 0x100,
        Hooks = 0x200,
    }

    /// Entitlement save mask.
    EntitlementSaveMask {
        None = 0,
        Create = 1,
        Amount = 2,
    }

    /// Guild base save mask.
    GuildBaseSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Name = 4,
        LeaderId = 8,
        Flags = 0x10,
    }

    /// Guild manager save mask.
    GuildManagerSaveMask {
        None = 0,
        Affiliation = 1,
    }

    /// Guild member save mask.
    GuildMemberSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Rank = 4,
        Note = 8,
        CommunityPlotReservation = 0x10,
    }

    /// Guild rank save mask.
    GuildRankSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Name = 8,
        Permissions = 0x10,
        BankPermissions = 0x20,
        BankMoneyWithdrawlLimits = 0x40,
        RepairLimit = 0x80,
    }

    /// Guild save mask.
    GuildSaveMask {
        None = 0,
        MessageOfTheDay = 1,
        AdditionalInfo = 2,
    }

    /// Item rune save mask.
    ItemRuneSaveMask {
        None = 0,
        Create = 1,
        RuneType = 2,
        RuneItem = 4,
    }

    /// Item save mask.
    ItemSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        CharacterId = 4,
        Location = 8,
        BagIndex = 0x10,
        StackCount = 0x20,
        Charges = 0x40,
        Durability = 0x80,
        ExpirationTimeLeft = 0x100,
    }

    /// Mail attachment save mask.
    MailAttachmentSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
    }

    /// Mail save mask.
    MailSaveMask {
        None = 0,
        Create = 1,
        Flags = 2,
        CurrencyChange = 4,
        RecipientChange = 8,
        Delete = 0x10,
    }

    /// Path episode save mask.
    PathEpisodeSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        RewardChange = 4,
    }

    /// Path mission save mask.
    PathMissionSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Progress = 4,
        State = 8,
    }

    /// Path save mask.
    PathSaveMask {
        None = 0,
        Create = 1,
        Unlocked = 2,
        XPChange = 4,
        LevelChange = 8,
    }

    /// Pet customisation save mask.
    PetCustomisationSaveMask {
        None = 0,
        Create = 1,
        Name = 2,
        Flairs = 4,
    }

    /// Player save mask.
    PlayerSaveMask {
        None = 0,
        Location = 1,
        Path = 2,
        Costume = 4,
        InputKeySet = 8,
        Xp = 0x10,
        Flags = 0x20,
        Appearance = 0x100,
        BindPoint = 0x200,
    }

    /// Plot save mask.
    PlotSaveMask {
        None = 0,
        Create = 1,
        PlugItemId = 2,
        PlugFacing = 4,
        BuildState = 8,
        PlotInfoId = 0x10,
    }

    /// Quest objective save mask.
    QuestObjectiveSaveMask {
        None = 0,
        Create = 1,
        Progress = 2,
        Timer = 4,
    }

    /// Quest save mask.
    QuestSaveMask {
        None = 0,
        Create = 1,
        State = 2,
        Flags = 4,
        Reset = 8,
        Delete = 0x10,
        Timer = 0x20,
    }

    /// Reputation save mask.
    ReputationSaveMask {
        None = 0,
        Create = 1,
        Amount = 2,
    }

    /// Residence save mask.
    ResidenceSaveMask {
        None = 0,
        Create = 1,
        Name = 2,
        Wallpaper = 4,
        Roof = 8,
        Entryway = 0x10,
        Door = 0x20,
        Ground = 0x40,
        Sky = 0x80,
        Flags = 0x100,
        ResourceSharing = 0x200,
        GardenSharing = 0x400,
        Decor = 0x800,
        Plot = 0x1000,
        PrivacyLevel = 0x2000,
        Music = 0x4000,
        PropertyInfo = 0x8000,
        GuildOwner = 0x10000,
        ResidenceInfo = 0x20000,
    }

    /// Reward track save mask.
    RewardTrackSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        Modify = 4,
    }

    /// Shortcut save mask.
    ShortcutSaveMask {
        None = 0,
        Create = 1,
        Delete = 2,
        ObjectId = 4,
        Tier = 8,
        ShortcutType = 0x10,
    }

    /// Spell manager save mask.
    SpellManagerSaveMask {
        None = 0,
        ActiveActionSet = 1,
        Innate = 2,
    }

    /// Stat save mask.
    StatSaveMask {
        None = 0,
        Create = 1,
        Value = 2,
    }

    /// Title save mask.
    TitleSaveMask {
        None = 0,
        Create = 1,
        TimeRemaining = 2,
        Revoked = 4,
    }

    /// Tradeskill material save mask.
    TradeskillMaterialSaveMask {
        None = 0,
        Create = 1,
        Amount = 2,
    }

    /// Unlocked spell save mask.
    UnlockedSpellSaveMask {
        None = 0,
        Create = 1,
        Tier = 2,
    }
}
