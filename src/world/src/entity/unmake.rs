//! The end of a unit: its row is given back, and nothing that anybody kept by it is left to the
//! next unit of that row. The one place that frees rows; what is new by row is forgotten here.

use crate::combat::threat;
use crate::creature::mind;
use crate::entity::slots::Row;
use crate::interaction::chair;
use crate::outputs::Outputs;
use crate::script;
use crate::vehicle::{board, seats};
use crate::zone::Zone;

/// Unmakes a unit: who sees it is told, who sits in or on it gets off, who fights it forgets it.
pub(crate) fn unmake(zone: &mut Zone, out: &mut Outputs, row: Row) {
    board::empty(zone, out, row);
    seats::forget(zone, row);
    chair::clear(zone, out, row);
    threat::forget(zone, out, row);
    mind::forget(zone, row);
    zone.owned.give_back(row);
    zone.portals.give_back(row);
    script::forget(zone, row);
    zone.changes.forget(row);
    zone.leave_sight(out, row);
    zone.units.remove(row);
}

/// Gives the memory of rows back that nobody needs, in every column, when they are many.
pub(crate) fn shrink(zone: &mut Zone) {
    if let Some(rows) = zone.units.shrink() {
        zone.vision.units.cut(rows);
        zone.minds.cut(rows);
        zone.fights.of.cut(rows);
        zone.vehicles.crews.cut(rows);
        zone.owned.cut(rows);
        zone.portals.cut(rows);
        zone.changes.cut(rows);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bezgelor_core::Vec3;
    use bezgelor_core::ids::{WorldId, ZoneInstanceId};
    use bezgelor_core::model::Spawn;
    use bezgelor_core::testing::spawn;
    use bezgelor_core::time::{Millis, Now};

    use super::*;
    use crate::config::ZoneConfig;
    use crate::data::WorldData;
    use crate::inputs::Inputs;
    use crate::maps::grids;

    const IDLE_MS: u64 = 2_000;

    /// A zone in which one car stands, and its row.
    fn with_car() -> (Zone, Outputs, Row) {
        let config = ZoneConfig {
            grid_idle_ms: IDLE_MS,
            ..ZoneConfig::new(ZoneInstanceId(1), WorldId(51), 1)
        };
        let car = Spawn {
            entity_type: 3,
            world_id: WorldId(51),
            ..spawn(1)
        };
        let mut zone = Zone::new(config, Arc::new(WorldData::default()), &[car]);
        let mut out = Outputs::new();
        grids::prepare(&mut zone, &mut out, Vec3::default());
        let row = zone.units.alive().next().expect("the car stands");
        (zone, out, row)
    }

    fn sleep(zone: &mut Zone, out: &mut Outputs) {
        for step in 0..20 {
            let now = Now {
                mono: Millis(step * IDLE_MS),
                ..Now::default()
            };
            zone.step(now, &mut Inputs::new(), out);
        }
        assert_eq!(zone.units.count(), 0, "nobody is near");
    }

    #[test]
    fn a_car_that_fell_asleep_left_its_crew_to_the_next_of_its_row() {
        let (mut zone, mut out, row) = with_car();
        zone.vehicles.crews.take(row).pilot_display = 7;
        zone.vehicles.crews.take(row).own_faction = Some((1, 2));
        sleep(&mut zone, &mut out);
        assert!(zone.vehicles.crews.get(row).is_none());
        let next = zone.vehicles.crews.take(row);
        assert_eq!((next.pilot_display, next.own_faction), (0, None));
    }

    #[test]
    fn who_went_with_a_fight_just_over_left_the_next_of_its_row_deaf() {
        let (mut zone, mut out, row) = with_car();
        let fight = zone.fights.of.take(row);
        (fight.told, fight.is_noted) = (true, true);
        zone.fights.changed.push(row);
        zone.minds.courses.changed.push(row);
        unmake(&mut zone, &mut out, row);
        assert!(zone.fights.changed.is_empty() && zone.minds.courses.changed.is_empty());
        let next = zone.fights.of.take(row);
        assert!(!next.told && !next.is_noted && next.told_target.is_none());
    }
}
