//! The way home. Who gives up forgets its foes, cannot be touched until it is where it belongs, and
//! is well again there.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use game::hunt::{LOOK_MS, RETURN_MS_MAX, RETURN_SPEED};

use crate::combat::{health, threat};
use crate::creature::errand::{self, Phase};
use crate::creature::{formation, mind};
use crate::entity::slots::Row;
use crate::movement::way::Way;
use crate::outputs::Outputs;
use crate::script::{self, Happening};
use crate::zone::Zone;

/// Who is so near to its patrol has caught up with it.
const CAUGHT_UP: f32 = 2.0;

/// A creature gives up, or has nobody left to fight. Who left its place beside somebody takes it
/// again, whole; the others go home.
pub(crate) fn turn_back(zone: &mut Zone, out: &mut Outputs, row: Row) {
    script::tell_of(zone, out, (script::Kind::Evaded, row), |unit, creature| {
        Happening::Evaded { unit, creature }
    });
    threat::clear(zone, out, row);
    let errand = zone.minds.errands.get(row);
    if let Some(place) = errand.and_then(|errand| errand.left_place)
        && zone.units.row(place.whom).is_some()
    {
        health::heal(zone, row);
        return formation::take_place(zone, out, row, (place.whom, place.offset));
    }
    let until = zone.now.mono.plus(RETURN_MS_MAX);
    errand::begin(zone, row, Phase::Return { until }, UnitId(0));
    set_out(zone, row);
}

/// Where it belongs at this moment, and whether that moves.
fn goal(zone: &Zone, row: Row) -> Option<(Vec3, bool)> {
    let errand = zone.minds.errands.get(row)?;
    Some(match &errand.patrol {
        None => (errand.home.position, false),
        // Where its patrol will be by the time it comes there.
        Some(course) => {
            let from = zone.units.position[row as usize];
            let now = course.at(zone.now.mono).0.position;
            let ahead_ms = now.distance_squared(from).sqrt() / RETURN_SPEED * 1000.0;
            (
                course.at(zone.now.mono.plus(ahead_ms as u64)).0.position,
                true,
            )
        }
    })
}

fn set_out(zone: &mut Zone, row: Row) {
    let Some((to, moves)) = goal(zone, row) else {
        return;
    };
    let found = errand::go(zone, row, to, RETURN_SPEED, 0.0);
    let leads = match found {
        Way::Later => return zone.minds.agenda.put(row, zone.now.mono.plus(1)),
        Way::Whole => true,
        // Home is home, whatever the map says lies between.
        Way::Part | Way::Nowhere => errand::go_straight(zone, row, to, RETURN_SPEED),
    };
    if leads || moves {
        errand::look_again(zone, row, LOOK_MS * 4);
    } else {
        arrive(zone, row);
    }
}

/// A look at a creature on its way home.
pub(crate) fn turn(zone: &mut Zone, row: Row, until: Millis) {
    let has_arrived = mind::bring_up(zone, row);
    if zone.now.mono >= until {
        return arrive(zone, row);
    }
    let at = zone.units.position[row as usize];
    let errand = zone.minds.errands.get(row);
    let patrol = errand.and_then(|errand| errand.patrol.as_ref());
    match patrol.map(|course| course.at(zone.now.mono).0.position) {
        Some(there) if there.distance_squared(at) <= CAUGHT_UP * CAUGHT_UP => {
            arrive(zone, row);
        }
        Some(_) if has_arrived => set_out(zone, row),
        None if has_arrived => arrive(zone, row),
        _ => errand::look_again(zone, row, LOOK_MS * 4),
    }
}

/// It is where it belongs, at the latest now.
fn arrive(zone: &mut Zone, row: Row) {
    if let Some((home, _)) = goal(zone, row) {
        zone.minds.courses.stop(row);
        zone.units.position[row as usize] = home;
        zone.vision.touch(row);
    }
    health::heal(zone, row);
    errand::end(zone, row);
}
