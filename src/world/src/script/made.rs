//! Units that scripts made. They are of no spawn: they stand where they were put until a script
//! takes them away, they die, or the scripts end.

use std::collections::BTreeSet;

use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CreatureId, UnitId};
use bezgelor_core::limits::SCRIPT_UNITS_PER_ZONE_MAX;
use bezgelor_core::model::Spawn;

use crate::creature::mind;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::entity::{spawn, unmake};
use crate::outputs::Outputs;
use crate::zone::Zone;

/// Ascending, so that they go in an order.
pub(super) type Made = BTreeSet<Row>;

/// Whether a script made a unit.
pub(crate) fn is_made(zone: &Zone, row: Row) -> bool {
    zone.scripts.made.contains(&row)
}

/// A unit is gone, whoever made it.
pub(crate) fn forget(zone: &mut Zone, row: Row) {
    zone.scripts.made.remove(&row);
}

/// Puts a creature of the tables somewhere; `None` when that makes no sense or nothing fits in any
/// more.
pub(super) fn make(
    zone: &mut Zone,
    out: &mut Outputs,
    creature: CreatureId,
    placement: Placement,
) -> Option<UnitId> {
    let spawn = Spawn {
        entity_type: Kind::CREATURE.0,
        creature_id: creature,
        world_id: zone.config.world_id,
        placement,
        ..Spawn::default()
    };
    let is_known = zone.data.creature(creature).is_some();
    let has_room = zone.scripts.made.len() < SCRIPT_UNITS_PER_ZONE_MAX;
    if !is_known || !has_room || spawn::check(&spawn).is_err() {
        return None;
    }
    let row = zone.units.insert(&spawn::seed(&spawn, &zone.data))?;
    zone.scripts.made.insert(row);
    mind::settle(zone, row, &spawn);
    zone.vision.touch(row);
    super::stands(zone, out, row);
    Some(zone.units.id(row))
}

/// Takes one away that a script made.
pub(super) fn take_away(zone: &mut Zone, out: &mut Outputs, unit: UnitId) {
    let row = zone.units.row(unit);
    if let Some(row) = row.filter(|&row| is_made(zone, row)) {
        unmake::unmake(zone, out, row);
    }
}

/// Takes all of them away.
pub(super) fn take_all_away(zone: &mut Zone, out: &mut Outputs) {
    while let Some(row) = zone.scripts.made.pop_first() {
        unmake::unmake(zone, out, row);
    }
}
