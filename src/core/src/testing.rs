//! Shapes that tests and benches of the crates above fill in: what one does not care about is the
//! same everywhere.

use crate::geometry::Placement;
use crate::ids::{AccountId, CharacterId, RealmId, SpawnId, WorldId, WorldZoneId};
use crate::model::{Appearance, Character, Spawn};
use crate::time::UnixMillis;

/// A new character of the first class and race, not yet anywhere in particular. Change what
/// matters: `Character { world_id, ..character(7) }`.
#[must_use]
pub fn character(number: u64) -> Character {
    Character {
        id: CharacterId(number),
        account_id: AccountId(1),
        realm_id: RealmId(1),
        name: "Some Body".into(),
        sex: 0,
        race: 1,
        class: 1,
        faction: 167,
        path: 0,
        level: 1,
        xp: 0,
        creation_id: 1,
        world_id: WorldId(426),
        world_zone_id: WorldZoneId(0),
        placement: Placement::default(),
        appearance: Appearance::default(),
        played_s: 0,
        created_at: UnixMillis(0),
        last_online_at: UnixMillis(0),
        revision: 0,
    }
}

/// A spawn of no creature in particular, at the origin of the same world. Change what matters, as
/// with [`character`].
#[must_use]
pub fn spawn(number: u64) -> Spawn {
    Spawn {
        id: SpawnId(number),
        world_id: WorldId(426),
        ..Spawn::default()
    }
}
