//! The hunt: noticing a foe, calling for help, running after it, standing before it.

use bezgelor_core::Vec3;
use bezgelor_core::limits::HELPERS_MAX;
use game::aggro::{CALL_RANGE, sees};
use game::faction::Disposition;
use game::hunt::{self, Hunt, Pursuit};
use game::threat::THREAT_OF_NOTICE;

use crate::combat::threat;
use crate::creature::errand::{self, Phase};
use crate::creature::{home, mind};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::movement::way::Way;
use crate::outputs::Outputs;
use crate::zone::Zone;

/// A creature without an errand has a foe: it turns to it, and will come.
pub(crate) fn notice(zone: &mut Zone, row: Row) {
    let foe = zone.fights.target(row);
    let faces = foe.map_or_else(Default::default, |foe| zone.units.id(foe));
    errand::begin(zone, row, Phase::Notice, faces);
    zone.minds
        .agenda
        .put(row, zone.now.mono.plus(hunt::NOTICE_MS));
}

/// A creature attacks somebody it sees, and those of its kind who stand by see it do so.
pub(crate) fn attack(zone: &mut Zone, out: &mut Outputs, row: Row, foe: Row) {
    if threat::change(zone, out, row, foe, i64::from(THREAT_OF_NOTICE)) {
        call_for_help(zone, out, row, foe);
    }
}

/// The nearest of its friends come too: those of its faction around it. Who comes calls nobody, or
/// a camp would empty itself over a single foe.
fn call_for_help(zone: &mut Zone, out: &mut Outputs, row: Row, foe: Row) {
    let at = zone.position_now(row);
    let mut helpers = std::mem::take(&mut zone.minds.helpers);
    helpers.clear();
    zone.vision.units.for_each_within(at, CALL_RANGE, |other| {
        let fights = zone.units.kind[other as usize].fights();
        if other != row && fights && errand::is_free_to_fight(zone, other) {
            let near = zone.units.position[other as usize].distance_squared_xz(at);
            helpers.push((near, other));
        }
    });
    helpers.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut left = HELPERS_MAX;
    for &(_, other) in &helpers {
        if left == 0 {
            break;
        }
        let to = zone.units.position[other as usize];
        let is_kin = zone.units.faction[other as usize] == zone.units.faction[row as usize]
            && threat::disposition(zone, other, foe) == Disposition::Hostile;
        if is_kin && mind::can_hunt(zone, other) && sees_over(zone, at, to) {
            let notice = i64::from(THREAT_OF_NOTICE);
            left -= usize::from(threat::change(zone, out, other, foe, notice));
        }
    }
    zone.minds.helpers = helpers;
}

/// Whether the ground lets one point see another.
pub(crate) fn sees_over(zone: &Zone, from: Vec3, to: Vec3) -> bool {
    let ground = zone.ground.as_deref();
    sees(from, to, |x, z| {
        ground.and_then(|ground| ground.height(x, z))
    })
}

/// A look at a creature that hunts.
pub(crate) fn turn(zone: &mut Zone, out: &mut Outputs, row: Row, phase: Phase) {
    let now = zone.now.mono;
    mind::bring_up(zone, row);
    let (Some(foe), Some(errand)) = (zone.fights.target(row), zone.minds.errands.get(row)) else {
        return home::turn_back(zone, out, row);
    };
    let state = Hunt {
        home: errand::camp(errand),
        at: zone.units.position[row as usize],
        foe: zone.position_now(foe),
        reached_at: errand.reached_at,
        stuck_since: errand.stuck_since,
    };
    let pursuit = if zone.units.kind[row as usize] == Kind::TURRET {
        state.decide_in_place()
    } else {
        state.decide(now, phase == Phase::Hold)
    };
    match pursuit {
        Pursuit::GivesUp => home::turn_back(zone, out, row),
        Pursuit::Holds => hold(zone, row, foe, phase),
        Pursuit::Chases => chase(zone, row, foe, &state, phase),
    }
}

/// Stands before its foe and looks at it.
fn hold(zone: &mut Zone, row: Row, foe: Row, phase: Phase) {
    let now = zone.now.mono;
    let faces = zone.units.id(foe);
    if zone.minds.courses.get(row).is_some() {
        zone.minds.courses.stop(row);
    }
    let errand = zone.minds.errands.take(row);
    let turned = errand.faces != faces || phase != Phase::Hold;
    errand.phase = Phase::Hold;
    errand.faces = faces;
    errand.reached_at = now;
    errand.stuck_since = None;
    if turned {
        zone.minds.courses.changed.push(row);
    }
    errand::look_again(zone, row, hunt::LOOK_MS);
}

/// Runs after its foe; a new way only when the old one leads elsewhere or is at its end.
fn chase(zone: &mut Zone, row: Row, foe: Row, state: &Hunt, phase: Phase) {
    let now = zone.now.mono;
    let faces = zone.units.id(foe);
    let errand = zone.minds.errands.take(row);
    let strayed = errand.aimed_at.distance_squared(state.foe) > hunt::STRAYED * hunt::STRAYED;
    let turned = errand.faces != faces;
    errand.phase = Phase::Chase;
    errand.faces = faces;
    let under_way = zone.minds.courses.get(row).is_some();
    if under_way && !strayed && !turned && phase == Phase::Chase {
        return errand::look_again(zone, row, hunt::LOOK_MS);
    }
    let found = errand::go(zone, row, state.foe, hunt::CHASE_SPEED, hunt::STOP_DISTANCE);
    let errand = zone.minds.errands.take(row);
    match found {
        Way::Later => return zone.minds.agenda.put(row, now.plus(1)),
        Way::Whole => {
            errand.stuck_since = None;
            errand.aimed_at = state.foe;
        }
        Way::Part | Way::Nowhere => {
            errand.stuck_since.get_or_insert(now);
            errand.aimed_at = state.foe;
        }
    }
    if found == Way::Nowhere && turned {
        zone.minds.courses.changed.push(row);
    }
    errand::look_again(zone, row, hunt::LOOK_MS);
}
