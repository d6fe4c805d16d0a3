//! Identifiers as newtypes, so that two integers can never be swapped.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident($int:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $int);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$int> for $name {
            fn from(value: $int) -> Self {
                Self(value)
            }
        }

        impl From<$name> for $int {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    )*};
}

id! {
    /// An account; 32 bits because the world hello (0x058F) carries it so.
    AccountId(u32);
    /// A character; minted once, never reused.
    CharacterId(u64);
    /// One item instance; minted once, never reused.
    ItemId(u64);
    /// A realm as the client lists it (14 bits on the wire).
    RealmId(u16);
    /// Row id of `World.tbl` (15 bits on the wire).
    WorldId(u16);
    /// Row id of `WorldZone.tbl` (15 bits on the wire).
    WorldZoneId(u16);
    /// Row id of `Creature2.tbl` (18 bits on the wire).
    CreatureId(u32);
    /// Row id of `Item2.tbl` (18 bits on the wire).
    ItemTemplateId(u32);
    /// A stored spawn of the world database; stable over imports.
    SpawnId(u64);
    /// An entity inside one zone instance, as the client names it; 0 is nobody.
    UnitId(u32);
    /// One client connection; unique within a realm process, never reused.
    ConnectionId(u64);
    /// One executor thread.
    ShardId(u16);
    /// One running instance of a world; unique within a realm process.
    ZoneInstanceId(u32);
}
