//! Units that belong to a player: its mount, its pet, its ghost. They are of no spawn, come when
//! their owner calls them and go with it at the latest.

use crate::entity::slots::Row;
use crate::entity::units::UnitSeed;
use crate::player::players::Seat;
use crate::zone::Zone;

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
