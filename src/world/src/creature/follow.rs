//! Running from somebody and after somebody.

use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use game::hunt::{self, FOLLOW_DISTANCE, FOLLOW_LOOK_MS, FOLLOW_SLACK, FOLLOW_SPEED, LOOK_MS};

use crate::creature::errand::{self, Phase};
use crate::creature::{home, mind};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::movement::way::Way;
use crate::outputs::Outputs;
use crate::sight::grid::within;
use crate::zone::Zone;

/// A creature runs from somebody for a while, and then fights on or goes home.
pub(crate) fn flee(zone: &mut Zone, out: &mut Outputs, row: Row, from: Row, ms: u64) {
    let faces = zone.units.id(from);
    let until = zone.now.mono.plus(ms);
    errand::begin(zone, row, Phase::Flee { until }, faces);
    flee_on(zone, out, row, until);
}

/// A creature was hurt: one of the wild that hunts may run from who did it.
pub(crate) fn lose_heart(zone: &mut Zone, out: &mut Outputs, row: Row, by: Row) {
    let Some(errand) = zone.minds.errands.get(row) else {
        return;
    };
    let hunts = matches!(errand.phase, Phase::Notice | Phase::Chase | Phase::Hold);
    let creature_id = zone.units.look[row as usize].creature_id;
    let creature = zone.data.creature(creature_id);
    let walks = zone.units.kind[row as usize] == Kind::CREATURE;
    let is_wild = walks && creature.is_some_and(|creature| creature.roams);
    let body = zone.units.body[row as usize];
    if hunts && is_wild && hunt::loses_heart(body.health, body.health_max, errand.has_fled) {
        flee(zone, out, row, by, hunt::FRIGHT_MS);
        if let Some(errand) = zone.minds.errands.get_mut(row) {
            errand.has_fled = true;
        }
    }
}

/// A look at a creature that flees.
pub(crate) fn flee_on(zone: &mut Zone, out: &mut Outputs, row: Row, until: Millis) {
    let has_arrived = mind::bring_up(zone, row);
    let Some(errand) = zone.minds.errands.get(row) else {
        return;
    };
    let Some(foe) = zone
        .units
        .row(errand.faces)
        .filter(|_| zone.now.mono < until)
    else {
        // Who has nobody to fight turns back at its first look.
        errand::begin(zone, row, Phase::Chase, UnitId(0));
        return zone.minds.agenda.put(row, zone.now.mono.plus(1));
    };
    if !has_arrived {
        return errand::look_again(zone, row, LOOK_MS);
    }
    let at = zone.units.position[row as usize];
    let to = hunt::refuge(at, zone.position_now(foe), errand::camp(errand));
    match errand::go(zone, row, to, hunt::CHASE_SPEED, 0.0) {
        Way::Later => zone.minds.agenda.put(row, zone.now.mono.plus(1)),
        Way::Whole | Way::Part => errand::look_again(zone, row, LOOK_MS),
        Way::Nowhere if zone.minds.courses.get(row).is_none() => {
            errand::look_again(zone, row, LOOK_MS);
        }
        Way::Nowhere => home::turn_back(zone, out, row),
    }
}

/// A creature goes after somebody from now on.
pub(crate) fn follow(zone: &mut Zone, out: &mut Outputs, row: Row, whom: Row) {
    let whom = zone.units.id(whom);
    errand::begin(zone, row, Phase::Follow { whom }, whom);
    follow_on(zone, out, row, whom);
}

/// A look at a creature that follows (`features.md` section 5).
pub(crate) fn follow_on(zone: &mut Zone, out: &mut Outputs, row: Row, whom: UnitId) {
    mind::bring_up(zone, row);
    let at = zone.units.position[row as usize];
    let range = zone.config.vision_range;
    let leader = zone.units.row(whom).map(|leader| zone.position_now(leader));
    let Some(leader) = leader.filter(|leader| within(*leader, at, range)) else {
        return home::turn_back(zone, out, row);
    };
    if at.distance_squared(leader) > FOLLOW_SLACK * FOLLOW_SLACK {
        let found = errand::go(zone, row, leader, FOLLOW_SPEED, FOLLOW_DISTANCE);
        if found == Way::Later {
            return zone.minds.agenda.put(row, zone.now.mono.plus(1));
        }
    }
    errand::look_again(zone, row, FOLLOW_LOOK_MS);
}

#[cfg(test)]
mod tests;
