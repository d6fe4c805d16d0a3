//! What an account may do, one permission per command, and sets of them.
//!
//! The first 128 with their numbers are those of `db-schema.md` E; the numbers are stored. Those
//! from 20000 on are for commands of ours.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::AccountRole;

/// How many permissions of [`Permission::ALL`] have their numbers from elsewhere.
pub const PERMISSIONS_OF_REFERENCE: usize = 128;

macro_rules! permissions {
    ($($number:literal $name:ident),* $(,)?) => {
        /// The right to one command or one privilege. The number is what is stored.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Permission {
            $($name = $number),*
        }

        impl Permission {
            /// All of them, ascending by number.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name people write.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name)),*
                }
            }
        }
    };
}

permissions! {
    1 Account, 2 AccountCreate, 3 AccountDelete, 4 Help, 5 CharacterSave, 6 ItemAdd, 7 RBAC,
    8 RBACAccount, 9 RBACAccountPermission, 10 RBACAccountPermissionGrant,
    11 RBACAccountPermissionRevoke, 12 RBACAccountRole, 13 RBACAccountRoleGrant,
    14 RBACAccountRoleRevoke, 15 Achievement, 16 AchievementGrant, 17 AchievementUpdate,
    18 Broadcast, 19 BroadcastMessage, 20 Character, 21 CharacterXP, 22 CharacterLevel,
    23 Currency, 24 CurrencyAccount, 25 CurrencyAccountAdd, 26 CurrencyAccountList,
    27 CurrencyCharacter, 28 CurrencyCharacterAdd, 29 CurrencyCharacterList, 30 Disable,
    31 DisableInfo, 32 DisableReload, 33 Door, 34 DoorOpen, 35 DoorClose, 36 Entitlement,
    37 EntitlementCharacter, 39 EntitlementCharacterList, 40 EntitlementAccount,
    41 EntitlementAdd, 42 EntitlementAccountList, 43 Entity, 44 EntityInfo, 45 EntityProperties,
    46 Generic, 47 GenericUnlock, 48 GenericUnlockAll, 49 GenericList, 50 Teleport,
    51 TeleportCoordinates, 52 TeleportLocation, 53 TeleportName, 54 House, 55 HouseDecor,
    56 HouseDecorAdd, 57 HouseDecorLookup, 58 HouseTeleport, 59 Item, 60 EntityModify,
    61 EntityModifyDisplayInfo, 62 Movement, 63 MovementSpline, 64 MovementSplineAdd,
    65 MovementSplineClear, 66 MovementSplineLaunch, 67 MovementGenerator,
    68 MovementGeneratorDirect, 69 MovementGeneratorRandom, 70 Path, 71 PathUnlock,
    72 PathActivate, 73 PathXP, 74 Pet, 75 PetUnlockFlair, 76 Quest, 77 QuestAdd,
    78 QuestAchieve, 79 QuestAchieveObjective, 80 QuestObjective, 81 QuestKill, 82 Realm,
    83 Spell, 84 SpellAdd, 85 SpellCast, 86 SpellResetCooldown, 87 Title, 88 TitleAdd,
    89 TitleRevoke, 90 TitleAll, 91 TitleNone, 92 ItemLookup, 94 RealmMOTD, 95 Story,
    96 StoryPanel, 97 StoryCommunicator, 98 Reputation, 99 ReputationUpdate, 100 Guild,
    101 GuildRegister, 102 GuildJoin, 103 Map, 104 MapUnload, 105 MapPlayerRemove,
    106 MapPlayerRemoveCancel, 107 RealmShutdown, 108 RealmShutdownStart,
    109 RealmShutdownCancel, 110 QuestList, 111 RealmMaxPlayers, 112 Script, 113 ScriptReload,
    114 ScriptInfo, 115 ScriptAdd, 116 ItemInfo, 117 Ban, 118 BanAccount, 119 BanAccountPlayer,
    120 BanAccountCharacter, 121 EntityThreat, 122 EntityThreatAdjust, 123 EntityThreatList,
    124 EntityThreatClear, 125 EntityThreatRemove, 10000 InstantLogout, 10001 Signature,
    10002 BypassInstanceLimits, 10003 GMFlag, 10004 EntitlementGrantOther,
    // Ours.
    20000 AccountList, 20001 AccountShow, 20002 AccountPassword, 20003 BanAccountLift,
    20004 CaptureStart, 20005 CaptureStop, 20006 CharacterOther, 20007 MovementSpeed,
    20008 PlayerInfo, 20009 PlayerKick, 20010 PlayerList, 20011 PlayerMessage, 20012 RealmAudit,
    20013 RealmMessage, 20014 RealmSave, 20015 RealmStatus, 20016 ShardList,
    20017 TeleportPlayer, 20018 TeleportSummon, 20019 ZoneInfo, 20020 ZoneList,
    20021 EntityKill, 20022 EntityOrder, 20023 EntityRemove, 20024 EntityRespawn,
    20025 EventStart, 20026 EventStop, 20027 MovementPose, 20030 ZoneMove, 20031 RealmLog,
    20040 Drill, 20050 VehicleMount, 20051 VehicleLeave, 20052 PetSummon, 20053 PetDismiss,
}

const WORDS: usize = 3;

const _: () = {
    assert!(Permission::ALL.len() <= WORDS * 64);
    assert!(Permission::ALL.len() >= PERMISSIONS_OF_REFERENCE);
    let mut i = 1;
    while i < Permission::ALL.len() {
        assert!(
            (Permission::ALL[i - 1] as u16) < Permission::ALL[i] as u16,
            "the list is searched by number"
        );
        i += 1;
    }
};

impl Permission {
    /// The number that is stored.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }

    /// The permission with this number; `None` for one that this program does not know.
    #[must_use]
    pub fn from_number(number: u16) -> Option<Self> {
        let all = Self::ALL;
        let index = all.binary_search_by_key(&number, |permission| permission.number());
        index.ok().map(|index| all[index])
    }

    const fn index(self) -> usize {
        let (mut low, mut high) = (0, Self::ALL.len());
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if Self::ALL[middle] as u16 <= self as u16 {
                low = middle;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What game masters may not do until somebody changes it: what touches accounts, rights, the
/// economy of accounts and the realm as a whole.
const NOT_FOR_GAME_MASTERS: &[Permission] = &[
    Permission::Account,
    Permission::AccountCreate,
    Permission::AccountDelete,
    Permission::RBAC,
    Permission::RBACAccount,
    Permission::RBACAccountPermission,
    Permission::RBACAccountPermissionGrant,
    Permission::RBACAccountPermissionRevoke,
    Permission::RBACAccountRole,
    Permission::RBACAccountRoleGrant,
    Permission::RBACAccountRoleRevoke,
    Permission::CurrencyAccount,
    Permission::CurrencyAccountAdd,
    Permission::CurrencyAccountList,
    Permission::DisableReload,
    Permission::EntitlementAdd,
    Permission::GenericUnlock,
    Permission::GenericUnlockAll,
    Permission::RealmMOTD,
    Permission::MapUnload,
    Permission::RealmShutdown,
    Permission::RealmShutdownStart,
    Permission::RealmShutdownCancel,
    Permission::RealmMaxPlayers,
    Permission::ScriptReload,
    Permission::ScriptAdd,
    Permission::Ban,
    Permission::BanAccount,
    Permission::BanAccountPlayer,
    Permission::BanAccountCharacter,
    Permission::Signature,
    Permission::EntitlementGrantOther,
    Permission::AccountList,
    Permission::AccountShow,
    Permission::AccountPassword,
    Permission::BanAccountLift,
    Permission::CaptureStart,
    Permission::CaptureStop,
    Permission::RealmAudit,
    Permission::RealmMessage,
    Permission::RealmSave,
    Permission::ShardList,
    Permission::ZoneMove,
    Permission::Drill,
    Permission::RealmLog,
];

/// A text that is neither name nor number of a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPermission;

impl fmt::Display for UnknownPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no such permission")
    }
}

impl std::error::Error for UnknownPermission {}

impl FromStr for Permission {
    type Err = UnknownPermission;

    /// Reads a name, case not regarded, or a number.
    fn from_str(text: &str) -> Result<Self, UnknownPermission> {
        if let Ok(number) = text.parse() {
            return Self::from_number(number).ok_or(UnknownPermission);
        }
        let named = |permission: &&Self| permission.name().eq_ignore_ascii_case(text);
        Self::ALL
            .iter()
            .copied()
            .find(|permission| named(&permission))
            .ok_or(UnknownPermission)
    }
}

/// A set of permissions.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permissions([u64; WORDS]);

impl Permissions {
    /// None.
    pub const NONE: Self = Self([0; WORDS]);
    /// Every one there is.
    pub const ALL: Self = Self::of(Permission::ALL);
    /// Leaves without camping (`flows.md` section 6).
    pub const INSTANT_LOGOUT: Self = Self::of(&[Permission::InstantLogout]);
    /// See [`Permission::BypassInstanceLimits`].
    pub const BYPASS_INSTANCE_LIMITS: Self = Self::of(&[Permission::BypassInstanceLimits]);
    /// Is marked as staff in chat.
    pub const STAFF: Self = Self::of(&[Permission::GMFlag]);

    /// Those of a list.
    #[must_use]
    pub const fn of(list: &[Permission]) -> Self {
        let mut set = Self::NONE;
        let mut i = 0;
        while i < list.len() {
            let index = list[i].index();
            set.0[index / 64] |= 1 << (index % 64);
            i += 1;
        }
        set
    }

    /// What a role may do until somebody changes it (`features.md` section 2; there a game
    /// master's list is empty).
    #[must_use]
    pub fn of_role(role: AccountRole) -> Self {
        match role {
            AccountRole::Player => Self::NONE,
            AccountRole::GameMaster => Self::ALL.without(Self::of(NOT_FOR_GAME_MASTERS)),
            AccountRole::Administrator | AccountRole::Console => Self::ALL,
        }
    }

    /// True when the permission is in it.
    #[must_use]
    pub const fn has(self, permission: Permission) -> bool {
        let index = permission.index();
        self.0[index / 64] >> (index % 64) & 1 == 1
    }

    /// True when all of `other` are in it.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        let mut i = 0;
        while i < WORDS {
            if self.0[i] & other.0[i] != other.0[i] {
                return false;
            }
            i += 1;
        }
        true
    }

    /// True when nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        Self::NONE.contains(self)
    }

    /// Puts one in.
    pub const fn insert(&mut self, permission: Permission) {
        let index = permission.index();
        self.0[index / 64] |= 1 << (index % 64);
    }

    /// Takes one out.
    pub const fn remove(&mut self, permission: Permission) {
        let index = permission.index();
        self.0[index / 64] &= !(1 << (index % 64));
    }

    /// Those that are not in `other`.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] & !other.0[i]))
    }

    /// Those in it, ascending by number.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        let all = Permission::ALL.iter().copied();
        all.filter(move |permission| self.has(*permission))
    }
}

impl std::ops::BitOr for Permissions {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }
}

impl FromIterator<Permission> for Permissions {
    fn from_iter<I: IntoIterator<Item = Permission>>(list: I) -> Self {
        let mut set = Self::NONE;
        list.into_iter()
            .for_each(|permission| set.insert(permission));
        set
    }
}

impl fmt::Debug for Permissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_has_128() {
        let theirs = Permission::ALL
            .iter()
            .filter(|permission| permission.number() < 20_000);
        assert_eq!(theirs.count(), PERMISSIONS_OF_REFERENCE);
        assert_eq!(Permission::Account.number(), 1);
        assert_eq!(Permission::EntityThreatRemove.number(), 125);
        assert_eq!(Permission::EntitlementGrantOther.number(), 10_004);
    }

    #[test]
    fn numbers_and_names_lead_back() {
        for &permission in Permission::ALL {
            assert_eq!(
                Permission::from_number(permission.number()),
                Some(permission)
            );
            assert_eq!(permission.name().to_lowercase().parse(), Ok(permission));
            assert_eq!(permission.number().to_string().parse(), Ok(permission));
            let alone = Permissions::of(&[permission]);
            assert!(alone.iter().eq([permission]));
        }
        for unknown in ["", "38", "93", "Nothing", "-1", "70000"] {
            assert_eq!(
                unknown.parse::<Permission>(),
                Err(UnknownPermission),
                "{unknown}"
            );
        }
    }

    #[test]
    fn a_game_master_helps_and_rules_not() {
        let master = Permissions::of_role(AccountRole::GameMaster);
        for may in [
            Permission::Help,
            Permission::TeleportName,
            Permission::GMFlag,
        ] {
            assert!(master.has(may), "{may}");
        }
        for may_not in [
            Permission::AccountCreate,
            Permission::RBACAccountRoleGrant,
            Permission::RealmShutdownStart,
            Permission::BanAccountPlayer,
            Permission::CurrencyAccountAdd,
            Permission::Signature,
        ] {
            assert!(!master.has(may_not), "{may_not}");
        }
        assert!(Permissions::of_role(AccountRole::Player).is_empty());
        let all = Permissions::of_role(AccountRole::Console);
        assert_eq!(all.iter().count(), Permission::ALL.len());
        assert!(all.contains(master) && !master.contains(all));
        assert!(!all.without(master).has(Permission::Help));
        let mut one = Permissions::NONE;
        one.insert(Permission::Item);
        assert_eq!(
            one | Permissions::NONE,
            Permissions::of(&[Permission::Item])
        );
        one.remove(Permission::Item);
        assert!(one.is_empty());
    }
}
