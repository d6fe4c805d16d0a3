//! Numbers with names: reward.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::{wire_enum, wire_flags};

wire_enum! {
    /// Reward modifier owner.
    RewardModifierOwner {
        None = 0,
        Spell = 1,
        System = 2,
        PublicEvent = 3,
        HybridTier = 4,
        Entitlement = 5,
        RewardPropertyPremiumModifier = 6,
        RoleEntitlement = 7,
        RewardPropertyPremiumGameFormula = 8,
        RewardRotation = 9,
        PrimalMatrix = 10,
    }

    /// Reward modifier value type.
    RewardModifierValueType {
        AdditiveScalar = 0,
        Discrete = 1,
        MultiplicativeScalar = 2,
    }

    /// Reward rotation content type. 3 or 32 bits on the wire.
    RewardRotationContentType {
        None = 0,
        Dungeon = 1,
        PeriodicQuest = 2,
        Expedition = 3,
        WorldBoss = 4,
        PvP = 5,
        DungeonNormal = 6,
        Invalid = 7,
    }

    /// Reward rotation item type.
    RewardRotationItemType {
        None = 0,
        Currency = 1,
        Item = 2,
        AccountCurrency = 3,
    }

    /// Reward rotation reward type. 8 bits on the wire.
    RewardRotationRewardType {
        None = 0,
        Item = 1,
        Essence = 2,
        Modifier = 3,
    }
}

wire_flags! {
    /// Granted reward flags. 32 bits on the wire.
    GrantedRewardFlags {
        GrantItemsOrModifiers = 1,
        GrantAllTypes = 0x80000000,
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
}
