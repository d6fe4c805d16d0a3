//! Units that belong to a player: its mount, its pet, its ghost. They are of no spawn, come when
//! their owner calls them and go with it at the latest.

use crate::entity::slots::Row;
use crate::entity::units::{Body, Kind, Look, UnitSeed};
use crate::player::players::Seat;
use crate::zone::Zone;

/// A unit of a kind where its owner is, of its faction and level, with `health` of as much.
pub(crate) fn seed(zone: &Zone, owner: Seat, kind: Kind, health: f32) -> UnitSeed {
    let own = zone.row(owner) as usize;
    let (faction1, faction2) = zone.units.faction[own];
    UnitSeed {
        kind,
        position: zone.units.position[own],
        rotation: zone.units.rotation[own],
        faction1,
        faction2,
        body: Body {
            level: zone.units.body[own].level,
            health,
            health_max: health,
            ..Body::default()
        },
        look: Look::default(),
        seat: None,
    }
}

/// Makes a unit of a player's; it shows at the end of the step. `None` when the zone is full.
pub(crate) fn make(zone: &mut Zone, owner: Seat, seed: &UnitSeed) -> Option<Row> {
    let row = zone.units.insert(seed)?;
    *zone.owned.take(row) = owner;
    zone.vision.touch(row);
    Some(row)
}

/// Whose a unit is.
pub(crate) fn owner(zone: &Zone, row: Row) -> Option<Seat> {
    zone.owned.get(row).copied()
}
