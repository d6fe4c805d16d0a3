//! Death and the next life: a corpse lies for a while, is not there for a while, and then somebody
//! stands where its spawn says. A spawn keeps its row through all of it; only its name is new.

use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use game::respawn::{CORPSE_MS, respawn_ms};

use crate::combat::threat;
use crate::creature::errand::{self, Phase};
use crate::creature::mind;
use crate::entity::slots::Row;
use crate::entity::unmake;
use crate::interaction::chair;
use crate::outputs::Outputs;
use crate::script;
use crate::vehicle::board;
use crate::zone::Zone;

/// When nothing but a call brings somebody back.
const NEVER: Millis = Millis(u64::MAX);

/// A creature has died: its corpse lies where it fell.
pub(crate) fn die(zone: &mut Zone, row: Row) {
    errand::begin(zone, row, Phase::Corpse, UnitId(0));
    zone.minds.agenda.put(row, zone.now.mono.plus(CORPSE_MS));
}

/// A corpse has lain long enough.
pub(crate) fn vanish(zone: &mut Zone, out: &mut Outputs, row: Row) {
    // Of no spawn, it has no next life.
    if script::is_made(zone, row) {
        return unmake::unmake(zone, out, row);
    }
    let until = next_life(zone, row);
    withdraw(zone, out, row, Some(until.since(zone.now.mono)));
}

/// When a corpse's next life begins: so long after its death, whenever somebody looks.
fn next_life(zone: &mut Zone, row: Row) -> Millis {
    let now = zone.now.mono;
    let errand = zone.minds.errands.get(row);
    let died_at = errand.map_or(now, |errand| errand.reached_at);
    died_at.plus(respawn_ms(zone.random.next()))
}

/// What is to be remembered of a unit that is taken away: how long it is not there, when it is dead
/// or gone.
pub(crate) fn absence(zone: &mut Zone, row: Row) -> Option<Option<Millis>> {
    match zone.minds.errands.get(row)?.phase {
        Phase::Corpse => Some(Some(next_life(zone, row))),
        Phase::Absent { until } => Some(until),
        _ => None,
    }
}

/// A unit that was just made is not there yet: until then, or until it is called.
pub(crate) fn stay_away(zone: &mut Zone, out: &mut Outputs, row: Row, until: Option<Millis>) {
    errand::begin(zone, row, Phase::Absent { until }, UnitId(0));
    zone.minds.courses.changed.retain(|&changed| changed != row);
    zone.leave_sight(out, row);
    zone.minds.agenda.put(row, until.unwrap_or(NEVER));
}

/// Takes a creature off the map, for so long or until it is called.
pub(crate) fn withdraw(zone: &mut Zone, out: &mut Outputs, row: Row, ms: Option<u64>) {
    board::empty(zone, out, row);
    chair::clear(zone, out, row);
    threat::forget(zone, out, row);
    let until = ms.map(|ms| zone.now.mono.plus(ms));
    stay_away(zone, out, row, until);
    zone.units.rename(row);
}

/// Whether somebody is on the map at all.
pub(crate) fn is_absent(zone: &Zone, row: Row) -> bool {
    let errand = zone.minds.errands.get(row);
    errand.is_some_and(|errand| matches!(errand.phase, Phase::Absent { .. }))
}

/// Whether a creature is dead or not there.
pub(crate) fn is_gone(zone: &Zone, row: Row) -> bool {
    let errand = zone.minds.errands.get(row);
    errand.is_some_and(|errand| matches!(errand.phase, Phase::Corpse | Phase::Absent { .. }))
}

/// Whether a creature is not there until something calls it.
pub(crate) fn is_waiting(zone: &Zone, row: Row) -> bool {
    let errand = zone.minds.errands.get(row);
    errand.is_some_and(|errand| errand.phase == Phase::Absent { until: None })
}

/// Somebody dead or not there stands where its spawn says, now. False when it has no business to.
pub(crate) fn call_back(zone: &mut Zone, out: &mut Outputs, row: Row) -> bool {
    if !zone.terms.allow(row) {
        return false;
    }
    if !is_absent(zone, row) {
        withdraw(zone, out, row, None);
    }
    stand_up(zone, out, row);
    true
}

/// Somebody has been dead for long enough: it comes back, or another of its group does.
pub(crate) fn rise(zone: &mut Zone, out: &mut Outputs, row: Row) {
    if zone.terms.lets_rise(row) {
        return stand_up(zone, out, row);
    }
    if let Some(errand) = zone.minds.errands.get_mut(row) {
        errand.phase = Phase::Absent { until: None };
    }
}

/// The next life begins: whole, and where the spawn says.
pub(crate) fn stand_up(zone: &mut Zone, out: &mut Outputs, row: Row) {
    let body = &mut zone.units.body[row as usize];
    body.health = body.health_max;
    zone.units.stand_state[row as usize] = body.stand_state;
    zone.units.target[row as usize] = UnitId(0);
    if let Some(home) = mind::spawn_place(zone, row) {
        zone.units.position[row as usize] = home.position;
        if let Some(errand) = zone.minds.errands.get_mut(row) {
            errand.home = home;
        }
    }
    errand::end(zone, row);
    mind::bring_up(zone, row);
    zone.vision.touch(row);
    script::stands(zone, out, row);
}
