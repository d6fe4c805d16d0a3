//! What a game master makes of the pose of what its character looks at, and ways of other kinds
//! than points: throws, lifts, splines of the tables.

use std::ops::RangeInclusive;

use bezgelor_core::Vec3;
use bezgelor_core::limits::SPLINE_CHAIN_MAX;
use command::ZoneCommand;
use game::motion::{Chain, Course, Group, Keys, Throw, Track, Turn, tellable};
use game::movement::in_world;
use game::spline::Repeat;

use super::Said;
use super::motion::{SPEEDS, Subject, row_of, send, set_out, subject, within};
use crate::creature::pose;
use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

const SECONDS: RangeInclusive<f32> = 0.1..=3_600.0;
const FLIGHT_SECONDS: RangeInclusive<f32> = 0.1..=60.0;
const GRAVITY: RangeInclusive<f32> = 0.0..=200.0;
const TURNS: RangeInclusive<f32> = -10.0..=10.0;
const FACTORS: RangeInclusive<f32> = 0.1..=10.0;
const HEIGHTS: RangeInclusive<f32> = -500.0..=500.0;

/// Does one of the commands about poses; `None` when it is about something else.
pub(super) fn run(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    command: &ZoneCommand,
) -> Option<Said> {
    let to = zone.placement(seat).position;
    let own = zone.unit_id(seat);
    let said = match command {
        ZoneCommand::MovementFace {} => unit(zone, seat).map(|row| {
            pose::change(zone, row, |bearing| bearing.turn = Turn::Unit(own));
            "It looks at you."
        }),
        ZoneCommand::MovementSpin { turns, seconds } => {
            unit(zone, seat).and_then(|row| spin(zone, row, *turns, seconds.unwrap_or(60.0)))
        }
        ZoneCommand::MovementScale { factor, seconds } => {
            unit(zone, seat).and_then(|row| scale(zone, row, *factor, *seconds))
        }
        ZoneCommand::MovementUsual {} => unit(zone, seat).map(|row| {
            pose::drop(zone, row);
            "It is as usual."
        }),
        ZoneCommand::MovementThrow { seconds, gravity } => {
            let how = (seconds.unwrap_or(1.0), gravity.unwrap_or(20.0));
            subject(zone, seat).and_then(|subject| throw(zone, out, subject, (to, how)))
        }
        ZoneCommand::MovementLift { height, seconds } => {
            let how = (*height, seconds.unwrap_or(5.0));
            subject(zone, seat).and_then(|subject| lift(zone, out, subject, how))
        }
        ZoneCommand::MovementSplineFollow { speed, splines } => {
            subject(zone, seat).and_then(|subject| follow(zone, out, subject, (*speed, &splines.0)))
        }
        _ => return None,
    };
    Some(said.map(|line| vec![line.into()]))
}

/// The unit a character looks at, when the server moves it.
fn unit(zone: &Zone, seat: Seat) -> Result<Row, String> {
    match subject(zone, seat)? {
        Subject::Unit(row) => Ok(row),
        Subject::Player(_) => Err("Look at a living creature or a platform.".into()),
    }
}

fn millis(seconds: f32, range: &RangeInclusive<f32>) -> Result<u32, String> {
    within("A time", seconds, range).map(|seconds| (seconds * 1_000.0) as u32)
}

fn spin(zone: &mut Zone, row: Row, turns: f32, seconds: f32) -> Result<&'static str, String> {
    let turns = within("A number of turns", turns, &TURNS)?;
    let lasts_ms = millis(seconds, &SECONDS)?;
    let (from, began_at) = (zone.units.rotation[row as usize], zone.now.mono);
    pose::change(zone, row, |bearing| {
        bearing.turn = Turn::Spin {
            from,
            began_at,
            lasts_ms,
            speed: tellable(turns * std::f32::consts::TAU),
        };
    });
    Ok("It spins.")
}

fn scale(
    zone: &mut Zone,
    row: Row,
    factor: f32,
    seconds: Option<f32>,
) -> Result<&'static str, String> {
    let factor = tellable(within("A size", factor, &FACTORS)?);
    let lasts_ms = seconds.map(|seconds| millis(seconds, &SECONDS));
    let (lasts_ms, now) = (lasts_ms.transpose()?, zone.now.mono);
    pose::change(zone, row, |bearing| {
        let before = bearing.scale.at(now).unwrap_or(1.0);
        let keys = lasts_ms.and_then(|ms| Keys::new(&[(0, before), (ms, factor)]).ok());
        bearing.scale = keys.map_or(Group::Fixed(factor), |keys| Group::Keys {
            keys,
            began_at: now,
        });
    });
    Ok("Its size changes.")
}

fn throw(
    zone: &mut Zone,
    out: &mut Outputs,
    subject: Subject,
    (end, (seconds, gravity)): (Vec3, (f32, f32)),
) -> Result<&'static str, String> {
    let throw = Throw {
        start: zone.position_now(row_of(zone, subject)),
        end,
        flight_ms: millis(seconds, &FLIGHT_SECONDS)?,
        gravity: within("Gravity", gravity, &GRAVITY)?,
    };
    let course = Course::throw(throw, zone.now.mono);
    send(zone, out, subject, course);
    Ok("It flies.")
}

fn lift(
    zone: &mut Zone,
    out: &mut Outputs,
    subject: Subject,
    (height, seconds): (f32, f32),
) -> Result<&'static str, String> {
    let height = within("A height", height, &HEIGHTS)?;
    let lasts_ms = millis(seconds, &SECONDS)?;
    let from = zone.position_now(row_of(zone, subject));
    let to = Vec3::new(from.x, from.y + height, from.z);
    if !in_world(to) {
        return Err("That is no place.".into());
    }
    let keys = Keys::new(&[(0, from), (lasts_ms, to)]);
    let keys = keys.map_err(|_| "That is no way.")?;
    let course = Course::keys(keys, zone.now.mono);
    send(zone, out, subject, course);
    Ok("It goes.")
}

/// Sends somebody along rows of `Spline2.tbl`: one spline, or several as one.
fn follow(
    zone: &mut Zone,
    out: &mut Outputs,
    subject: Subject,
    (speed, splines): (f32, &str),
) -> Result<&'static str, String> {
    let speed = within("A speed", speed, &SPEEDS)?;
    let mut rows = Vec::new();
    for word in splines.split_whitespace().take(SPLINE_CHAIN_MAX + 1) {
        let id = word.parse().ok();
        let spline = id.and_then(|id| Some((id, zone.data.lands().spline(id)?.clone())));
        rows.push(spline.ok_or_else(|| format!("Spline {word} has no course."))?);
    }
    let formation = Vec3::default();
    let track = match <[_; 1]>::try_from(rows) {
        Ok([(id, spline)]) => Track::Table {
            id,
            spline,
            formation,
        },
        Err(rows) => {
            let most = format!("At most {SPLINE_CHAIN_MAX} splines are travelled as one.");
            Track::Chain(Chain::new(rows, formation).ok_or(most)?)
        }
    };
    set_out(zone, out, subject, (track, speed, Repeat::OneShot));
    Ok("It goes.")
}
