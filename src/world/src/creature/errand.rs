//! What a creature does when something happens: it looks at who talks to it, notices a foe, hunts,
//! flees, follows, goes home, lies dead. While it has an errand it does nothing else; afterwards it
//! is where it would have been, and goes on.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use game::hunt;
use game::motion::{Course, Track};
use game::spline::Repeat;

use crate::creature::band::LeftPlace;
use crate::creature::{follow, formation, home, hunting, life, mind, pose, sent};
use crate::entity::slots::Row;
use crate::entity::sparse::Sparse;
use crate::entity::units::Kind;
use crate::movement::course;
use crate::movement::way::Way;
use crate::outputs::Outputs;
use crate::pet;
use crate::zone::Zone;

/// What it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Phase {
    /// Looks at somebody until then.
    #[default]
    Attend,
    /// Has noticed a foe and turns to it.
    Notice,
    /// Runs after its foe.
    Chase,
    /// Has its foe within reach.
    Hold,
    /// Runs from its foe until then.
    Flee { until: Millis },
    /// Goes after somebody.
    Follow { whom: UnitId },
    /// Keeps its place beside somebody: to the right, up and ahead.
    Formation { whom: UnitId, offset: Vec3 },
    /// Goes where it was sent, and stays there.
    Sent,
    /// Goes home, and nothing can touch it.
    Return { until: Millis },
    /// Lies dead.
    Corpse,
    /// Is not there; `None` until something calls it back.
    Absent { until: Option<Millis> },
}

impl Phase {
    /// Whether it is over by itself, and soon: a zone does not fall asleep before.
    fn is_afoot(self) -> bool {
        !matches!(self, Self::Sent | Self::Corpse | Self::Absent { .. })
    }
}

/// One creature's.
#[derive(Debug, Default)]
pub(crate) struct Errand {
    pub(crate) phase: Phase,
    /// Where it goes back to.
    pub(crate) home: Placement,
    /// The patrol it left; it goes on as if it had never been left.
    pub(crate) patrol: Option<Course>,
    /// When its foe was within reach last.
    pub(crate) reached_at: Millis,
    /// Since when it comes no nearer.
    pub(crate) stuck_since: Option<Millis>,
    /// Where its foe was when its way was laid.
    pub(crate) aimed_at: Vec3,
    /// Beside whom it kept its place before it fought.
    pub(crate) left_place: Option<LeftPlace>,
    /// It ran from its foes once.
    pub(crate) has_fled: bool,
    /// Whom it keeps looking at.
    pub(crate) faces: UnitId,
}

/// The column.
pub(crate) type Errands = Sparse<Errand>;

/// Whether nothing can be done to a unit: it goes home, lies dead or is not there.
pub(crate) fn is_out_of_reach(zone: &Zone, row: Row) -> bool {
    let errand = zone.minds.errands.get(row);
    errand.is_some_and(|errand| {
        matches!(
            errand.phase,
            Phase::Return { .. } | Phase::Corpse | Phase::Absent { .. }
        )
    })
}

/// Whether a creature is busy enough not to look out for foes.
pub(crate) fn is_busy(zone: &Zone, row: Row) -> bool {
    let errand = zone.minds.errands.get(row);
    errand.is_some_and(|errand| errand.phase != Phase::Attend)
}

/// Whether a creature is free to fight: it has nothing to do, talks, stands where it was sent, or
/// goes beside somebody.
pub(crate) fn is_free_to_fight(zone: &Zone, row: Row) -> bool {
    let errand = zone.minds.errands.get(row);
    let leaves = |phase| matches!(phase, Phase::Sent | Phase::Formation { .. });
    !is_busy(zone, row) || errand.is_some_and(|errand| leaves(errand.phase))
}

/// Whether a creature has something under way that is over by itself, and soon.
pub(crate) fn is_afoot(zone: &Zone, row: Row) -> bool {
    let errand = zone.minds.errands.get(row);
    errand.is_some_and(|errand| errand.phase.is_afoot())
}

/// Whether a creature is in the middle of a fight, or on its way home from one.
pub(crate) fn is_fighting(zone: &Zone, row: Row) -> bool {
    use Phase::{Chase, Flee, Hold, Notice, Return};
    let errand = zone.minds.errands.get(row);
    errand.is_some_and(|errand| {
        matches!(
            errand.phase,
            Notice | Chase | Hold | Flee { .. } | Return { .. }
        )
    })
}

/// Gives a creature an errand, whatever it did; where it belongs stays as it was.
pub(crate) fn begin(zone: &mut Zone, row: Row, phase: Phase, faces: UnitId) {
    let now = zone.now.mono;
    mind::bring_up(zone, row);
    pose::relax(zone, row);
    if let Some(errand) = zone.minds.errands.get(row) {
        zone.minds.afoot -= usize::from(errand.phase.is_afoot());
    } else {
        let patrol = zone.minds.courses.lay_aside(row);
        let i = row as usize;
        let here = Placement {
            position: zone.units.position[i],
            rotation: zone.units.rotation[i],
        };
        let home =
            mind::stroller_home(zone, row).map_or(here, |position| Placement { position, ..here });
        *zone.minds.errands.take(row) = Errand {
            home,
            patrol,
            ..Errand::default()
        };
    }
    zone.minds.courses.stop(row);
    let at = zone.units.position[row as usize];
    let errand = zone.minds.errands.take(row);
    errand.left_place = match (errand.phase, phase) {
        (Phase::Formation { whom, offset }, Phase::Notice) => Some(LeftPlace { whom, offset, at }),
        (_, Phase::Notice | Phase::Chase | Phase::Hold | Phase::Flee { .. }) => errand.left_place,
        _ => None,
    };
    errand.phase = phase;
    zone.minds.afoot += usize::from(phase.is_afoot());
    errand.faces = faces;
    errand.reached_at = now;
    errand.stuck_since = None;
    zone.minds.courses.changed.push(row);
}

/// Where a creature that fights belongs meanwhile.
pub(crate) fn camp(errand: &Errand) -> Vec3 {
    errand
        .left_place
        .map_or(errand.home.position, |place| place.at)
}

/// A unit is gone, whatever it was about.
pub(crate) fn forget(zone: &mut Zone, row: Row) {
    if let Some(errand) = zone.minds.errands.get_mut(row) {
        zone.minds.afoot -= usize::from(errand.phase.is_afoot());
        errand.patrol = None;
        zone.minds.errands.give_back(row);
    }
}

/// The errand is over: the creature stands where it belongs.
pub(crate) fn end(zone: &mut Zone, row: Row) {
    let Some(errand) = zone.minds.errands.get_mut(row) else {
        return;
    };
    let patrol = errand.patrol.take();
    let home = errand.home;
    zone.minds.afoot -= usize::from(errand.phase.is_afoot());
    zone.minds.errands.give_back(row);
    zone.units.rotation[row as usize] = home.rotation;
    match patrol {
        Some(course) => {
            zone.minds.courses.start(row, course);
            zone.minds.agenda.put(row, zone.now.mono.plus(1));
        }
        None => {
            zone.minds.courses.changed.push(row);
            mind::rest(zone, row);
        }
    }
}

/// A unit is in a fight from now on, whoever began it: a creature goes for its foe.
pub(crate) fn take_up_arms(zone: &mut Zone, row: Row) {
    if zone.units.kind[row as usize].fights() && is_free_to_fight(zone, row) {
        hunting::notice(zone, row);
    }
}

/// Looks at a creature with an errand.
pub(crate) fn turn(zone: &mut Zone, out: &mut Outputs, row: Row) {
    let Some(phase) = zone.minds.errands.get(row).map(|errand| errand.phase) else {
        return;
    };
    match phase {
        Phase::Attend => end(zone, row),
        Phase::Notice | Phase::Chase | Phase::Hold => hunting::turn(zone, out, row, phase),
        Phase::Flee { until } => follow::flee_on(zone, out, row, until),
        Phase::Follow { .. } if zone.units.kind[row as usize] == Kind::PET => {
            pet::follow(zone, row);
        }
        Phase::Follow { whom } => follow::follow_on(zone, out, row, whom),
        Phase::Formation { whom, offset } => formation::keep_up(zone, out, row, (whom, offset)),
        Phase::Sent => sent::turn(zone, row),
        Phase::Return { until } => home::turn(zone, row, until),
        Phase::Corpse => life::vanish(zone, out, row),
        Phase::Absent { .. } => life::rise(zone, out, row),
    }
}

/// Sends a creature on a way to a point. Nothing changes when there is none.
pub(crate) fn go(zone: &mut Zone, row: Row, to: Vec3, speed: f32, short: f32) -> Way {
    let from = zone.units.position[row as usize];
    let ground = zone.ground.as_deref();
    let found = zone.minds.ways.find(ground, from, to, short);
    if matches!(found, Way::Whole | Way::Part) {
        set_out(zone, row, speed);
    }
    found
}

/// Sends a creature straight to a point, whatever lies between. False when it is there.
pub(crate) fn go_straight(zone: &mut Zone, row: Row, to: Vec3, speed: f32) -> bool {
    let from = zone.units.position[row as usize];
    let ground = zone.ground.as_deref();
    let leads = zone.minds.ways.straight(ground, from, to, 0.0) == Way::Whole;
    if leads {
        set_out(zone, row, speed);
    }
    leads
}

/// Starts the way just laid.
fn set_out(zone: &mut Zone, row: Row, speed: f32) {
    let mut path = zone.minds.courses.spare_path();
    if path.set_path(&zone.minds.ways.points).is_err() {
        zone.minds.courses.keep(path);
        return;
    }
    let course = Course {
        track: Track::Path(path),
        began_at: zone.now.mono,
        speed,
        repeat: Repeat::OneShot,
    };
    zone.minds.courses.start(row, course);
}

/// Looks at a creature again after so long, or when it arrives.
pub(crate) fn look_again(zone: &mut Zone, row: Row, ms: u64) {
    let now = zone.now.mono;
    let course = zone.minds.courses.get(row);
    let at = course.map_or(now.plus(ms), |course| {
        course::due_at(course, now, 1).min(now.plus(ms))
    });
    zone.minds.agenda.put(row, at);
}

/// A creature with nothing better to do turns to somebody who talks to it.
pub(crate) fn attend(zone: &mut Zone, row: Row, to: Row) {
    let is_creature = zone.units.kind[row as usize] == Kind::CREATURE;
    let alive = zone.units.body[row as usize].health > 0.0;
    // Who is on patrol does not fall behind for a word.
    let is_on_patrol = zone.minds.courses.is_on_table(row);
    if is_creature && alive && !is_on_patrol && !is_busy(zone, row) {
        let faces = zone.units.id(to);
        begin(zone, row, Phase::Attend, faces);
        zone.minds
            .agenda
            .put(row, zone.now.mono.plus(hunt::ATTEND_MS));
    }
}
