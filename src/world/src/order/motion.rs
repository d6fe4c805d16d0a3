//! Ways that a game master lays by hand: for what its character looks at, or for itself.

use std::ops::RangeInclusive;

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::limits::WAY_POINTS_MAX;
use command::ZoneCommand;
use command::argument::{Bend, Travel};
use game::formation::OFFSET_MAX;
use game::motion::{Course, Track, tellable};
use game::spline::{Curve, Repeat, Spline};
use game::wander;

use super::Said;
use crate::creature::{formation, mind, sent};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::movement::way::Way;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::travel::flight;
use crate::zone::Zone;

/// World units a second of who is sent, unless it is said (`features.md` section 35).
const SPEED: f32 = 3.0;
pub(super) const SPEEDS: RangeInclusive<f32> = 0.1..=100.0;
/// World units to the right of its leader where a follower goes, unless it is said.
const BESIDE: f32 = 3.0;

/// Who is sent.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    /// What the server moves: a creature, or a platform with all who stand on it.
    Unit(Row),
    /// A player, whose client gets its unit back at the end.
    Player(Seat),
}

/// Does one of the commands about ways; `None` when it is about something else.
pub(super) fn run(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    command: &ZoneCommand,
) -> Option<Said> {
    Some(match command {
        ZoneCommand::MovementSplineClear {} => clear(zone, seat),
        ZoneCommand::MovementSplineAdd {} => {
            subject(zone, seat).and_then(|subject| add(zone, seat, subject))
        }
        ZoneCommand::MovementSplineLaunch { mode, speed, curve } => {
            let how = (*mode, speed.unwrap_or(SPEED), *curve);
            subject(zone, seat).and_then(|subject| launch(zone, out, (seat, subject), how))
        }
        ZoneCommand::MovementGeneratorDirect {} => {
            subject(zone, seat).and_then(|subject| direct(zone, out, seat, subject))
        }
        ZoneCommand::MovementGeneratorRandom {} => {
            subject(zone, seat).and_then(|subject| random(zone, out, subject))
        }
        ZoneCommand::EntityFormation { right, ahead } => {
            let offset = Vec3::new(right.unwrap_or(BESIDE), 0.0, ahead.unwrap_or(0.0));
            subject(zone, seat).and_then(|subject| keep_beside(zone, out, seat, (subject, offset)))
        }
        _ => return None,
    })
}

/// What a character looks at, when it can be sent; itself, when it looks at nothing.
pub(super) fn subject(zone: &Zone, seat: Seat) -> Result<Subject, String> {
    let target = zone.units.target[zone.row(seat) as usize];
    if target == UnitId(0) {
        return free(zone, seat);
    }
    let row = zone.units.row(target).ok_or("It is gone.")?;
    if let Some(player) = zone.units.seat[row as usize] {
        return free(zone, player);
    }
    let is_alive = zone.units.body[row as usize].health > 0.0;
    match zone.units.kind[row as usize] {
        Kind::PLATFORM => Ok(Subject::Unit(row)),
        Kind::CREATURE if is_alive => Ok(Subject::Unit(row)),
        _ => Err("Look at a living creature, a platform, a player or nothing.".into()),
    }
}

/// A player that can be sent.
fn free(zone: &Zone, seat: Seat) -> Result<Subject, String> {
    let player = zone.players.at(seat);
    if player.death.is_some() || player.flight.is_some() {
        return Err("Who is dead or flies cannot be sent.".into());
    }
    Ok(Subject::Player(seat))
}

pub(super) fn row_of(zone: &Zone, subject: Subject) -> Row {
    match subject {
        Subject::Unit(row) => row,
        Subject::Player(seat) => zone.row(seat),
    }
}

/// A number that somebody said, when it lies where such a number may.
pub(super) fn within(what: &str, value: f32, range: &RangeInclusive<f32>) -> Result<f32, String> {
    if range.contains(&value) {
        return Ok(value);
    }
    let (low, high) = (range.start(), range.end());
    Err(format!("{what} lies between {low} and {high}."))
}

fn add(zone: &mut Zone, seat: Seat, subject: Subject) -> Said {
    let row = row_of(zone, subject);
    let (of, from, to) = (
        zone.units.id(row),
        zone.position_now(row),
        zone.placement(seat).position,
    );
    let marks = &mut zone.players.at_mut(seat).marks;
    if marks.of != of || marks.points.is_empty() {
        marks.of = of;
        marks.points.clear();
        marks.points.push(from);
    }
    if marks.points.len() == WAY_POINTS_MAX {
        return Err(format!("A way has at most {WAY_POINTS_MAX} points."));
    }
    if marks.points.last() != Some(&to) {
        marks.points.push(to);
    }
    let count = marks.points.len();
    let Vec3 { x, y, z } = to;
    Ok(vec![format!(
        "The way of unit {} has {count} points, the last at {x:.1} {y:.1} {z:.1}.",
        of.0
    )])
}

fn clear(zone: &mut Zone, seat: Seat) -> Said {
    let marks = std::mem::take(&mut zone.players.at_mut(seat).marks);
    Ok(vec![format!(
        "{} points are forgotten.",
        marks.points.len()
    )])
}

fn launch(
    zone: &mut Zone,
    out: &mut Outputs,
    (seat, subject): (Seat, Subject),
    (mode, speed, curve): (Option<Travel>, f32, Option<Bend>),
) -> Said {
    let number = mode.map_or(0, |mode| mode as u8);
    let repeat = Repeat::from_number(number).unwrap_or_default();
    let speed = within("A speed", speed, &SPEEDS)?;
    if matches!(subject, Subject::Player(_)) && !repeat.ends() {
        return Err("Players travel once: oneshot or oneshotreverse.".into());
    }
    let row = row_of(zone, subject);
    let (of, from) = (zone.units.id(row), zone.position_now(row));
    let marks = &mut zone.players.at_mut(seat).marks;
    if marks.of != of || marks.points.len() < 2 {
        return Err("Add points to its way first: movement spline add.".into());
    }
    let mut points = std::mem::take(&mut marks.points);
    points[0] = from;
    let curve = match curve {
        Some(Bend::CatmullRom) => Curve::CatmullRom,
        _ => Curve::Linear,
    };
    let mut path = Spline::default();
    let made = path.set_through(curve, &points);
    made.map_err(|_| "All its points are one.")?;
    let count = points.len();
    set_out(zone, out, subject, (Track::Path(path), speed, repeat));
    Ok(vec![format!("Unit {} goes along {count} points.", of.0)])
}

/// Sends somebody along a track from now on.
pub(super) fn set_out(
    zone: &mut Zone,
    out: &mut Outputs,
    subject: Subject,
    (track, speed, repeat): (Track, f32, Repeat),
) {
    let course = Course {
        track,
        began_at: zone.now.mono,
        speed: tellable(speed),
        repeat,
    };
    send(zone, out, subject, course);
}

/// Sends somebody along a course; one of a player ends.
pub(super) fn send(zone: &mut Zone, out: &mut Outputs, subject: Subject, course: Course) {
    match subject {
        Subject::Unit(row) => sent::send(zone, row, course),
        Subject::Player(seat) => flight::send(zone, out, seat, course),
    }
}

fn direct(zone: &mut Zone, out: &mut Outputs, seat: Seat, subject: Subject) -> Said {
    if matches!(subject, Subject::Player(player) if player == seat) {
        return Err("Look at whom you want to come.".into());
    }
    let to = zone.placement(seat).position;
    walk_to(zone, out, subject, to)
}

fn random(zone: &mut Zone, out: &mut Outputs, subject: Subject) -> Said {
    let row = row_of(zone, subject);
    let here = zone.position_now(row);
    let home = match subject {
        Subject::Unit(row) => mind::spawn_place(zone, row).map(|place| place.position),
        Subject::Player(_) => None,
    };
    let mut to = wander::aim(home.unwrap_or(here), zone.random.next());
    let ground = zone.ground.as_deref();
    to.y = ground
        .and_then(|ground| ground.height(to.x, to.z))
        .unwrap_or(to.y);
    walk_to(zone, out, subject, to)
}

/// Sends somebody to a point on foot, around what cannot be walked.
fn walk_to(zone: &mut Zone, out: &mut Outputs, subject: Subject, to: Vec3) -> Said {
    let row = row_of(zone, subject);
    let from = zone.position_now(row);
    let ground = zone.ground.as_deref();
    match zone.minds.ways.find(ground, from, to, 0.0) {
        Way::Whole | Way::Part => {}
        Way::Nowhere => return Err("There is no way.".into()),
        Way::Later => return Err("Too many look for their way; say it again.".into()),
    }
    let mut path = Spline::default();
    let made = path.set_path(&zone.minds.ways.points);
    made.map_err(|_| "There is no way.")?;
    let track = Track::Path(path);
    set_out(zone, out, subject, (track, SPEED, Repeat::OneShot));
    Ok(vec![format!("Unit {} goes.", zone.units.id(row).0)])
}

fn keep_beside(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    (subject, offset): (Subject, Vec3),
) -> Said {
    let Subject::Unit(row) = subject else {
        return Err("Look at a living creature first.".into());
    };
    if offset.x.abs() > OFFSET_MAX || offset.z.abs() > OFFSET_MAX {
        return Err(format!("A place is at most {OFFSET_MAX} to each side."));
    }
    let own = zone.row(seat);
    formation::fall_in(zone, out, row, (own, offset));
    Ok(vec!["It keeps its place beside you.".into()])
}
