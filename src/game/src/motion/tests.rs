//! Motion against what geometry says of it, and what is told against what is known.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::limits::{MOTION_KEYS_MAX, SPLINE_CHAIN_MAX};
use proptest::prelude::*;
use protocol::enums::{ModeType, SplineMode};
use protocol::unions::IEntityCommandModel as Command;

use super::angles::Angles;
use super::turn::Facing;
use super::*;
use crate::spline::{Curve, Node, Repeat, Spline};

/// The entity clock of these tests is so far behind the server's.
const BEHIND_MS: u64 = 700;

fn clock(now_ms: u64) -> EntityClock {
    EntityClock {
        now: Millis(now_ms),
        entity_ms: (now_ms - BEHIND_MS) as u32,
    }
}

fn at(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3::new(x, y, z)
}

fn apart(a: Vec3, b: Vec3) -> f32 {
    a.distance_squared(b).sqrt()
}

fn spline(curve: Curve, points: &[Vec3]) -> Arc<Spline> {
    let nodes: Vec<Node> = points
        .iter()
        .map(|&position| Node {
            position,
            ..Node::default()
        })
        .collect();
    Arc::new(Spline::new(curve, &nodes).expect("a course"))
}

/// The rows of `Spline2.tbl` that these tests know: a bend, and one that goes on from its end.
fn table(id: u32) -> Arc<Spline> {
    let from = |x: f32| {
        [
            at(x - 5.0, 0.0, 0.0),
            at(x, 0.0, 0.0),
            at(x + 10.0, 2.0, 8.0),
            at(x + 20.0, 0.0, 0.0),
            at(x + 25.0, 0.0, 0.0),
        ]
    };
    spline(Curve::CatmullRom, &from((id - 1) as f32 * 20.0))
}

/// A course that a client heard of: `turns` of it are behind.
fn heard_spline(
    told: EntityClock,
    track: Track,
    speed: f32,
    mode: SplineMode,
    turns: f32,
) -> Course {
    assert!(speed > 0.0);
    let mut course = Course {
        track,
        began_at: told.now,
        speed,
        repeat: Repeat::from_number(mode.0 as u8).expect("a known mode"),
    };
    let behind_ms = f64::from(turns) * course.whole_ms();
    course.began_at = Millis(told.now.0 - behind_ms.round() as u64);
    course
}

/// What a client makes of a command about its position that it was told at a time on its clock, as
/// a course on the server's; `None` for one that is no course of splines.
fn heard_travel(command: &Command, told: EntityClock) -> Option<Course> {
    Some(match command.clone() {
        Command::SetPositionPath {
            positions,
            speed,
            type_,
            mode,
            offset,
            ..
        } => {
            let curve = [Curve::Linear, Curve::CatmullRom][type_.0 as usize];
            let path = (*spline(curve, &positions)).clone();
            let mut course = heard_spline(told, Track::Path(path), speed, mode, 0.0);
            course.began_at = Millis(told.now.0 - u64::from(offset));
            course
        }
        Command::SetPositionSpline {
            spline_id: id,
            speed,
            position,
            formation_data: formation,
            mode,
            ..
        } => {
            let spline = table(id);
            let track = Track::Table {
                id,
                spline,
                formation,
            };
            heard_spline(told, track, speed, mode, position)
        }
        Command::SetPositionMultiSpline {
            spline_ids,
            speed,
            position,
            formation_data,
            mode,
            ..
        } => {
            let rows = spline_ids.iter().map(|&id| (id, table(id))).collect();
            let chain = Chain::new(rows, formation_data).expect("a chain");
            heard_spline(told, Track::Chain(chain), speed, mode, position)
        }
        _ => return None,
    })
}

/// As [`heard_travel`], of what has its own times as well.
fn heard(command: &Command, told: EntityClock) -> Option<Course> {
    let server = |entity_ms: u32| Millis(u64::from(entity_ms) + BEHIND_MS);
    Some(match command.clone() {
        Command::SetPositionKeys {
            times, positions, ..
        } => {
            let first = times[0];
            let keys = times.iter().map(|time| time - first).zip(positions);
            let keys = Keys::new(&keys.collect::<Vec<_>>()).expect("keys");
            Course::keys(keys, server(first))
        }
        Command::SetPositionProjectile {
            end,
            start,
            flight_time,
            gravity,
            offset,
            ..
        } => {
            let throw = Throw {
                start,
                end,
                flight_ms: flight_time,
                gravity,
            };
            Course::throw(throw, Millis(told.now.0 - u64::from(offset)))
        }
        _ => return heard_travel(command, told),
    })
}

/// One course of every kind, begun after a second.
fn courses(repeat: Repeat, speed: f32) -> Vec<Course> {
    let began_at = Millis(1_000);
    let corner = [
        at(0.0, 0.0, 0.0),
        at(10.0, 0.0, 0.0),
        at(10.0, 3.0, 10.0),
        at(-4.0, 0.0, 12.0),
    ];
    let mut path = Spline::default();
    path.set_path(&corner).expect("a way");
    let bent = (*table(1)).clone();
    let chain = vec![(1, table(1)), (2, table(2))];
    let chain = Chain::new(chain, at(1.0, 0.0, -2.0)).expect("a chain");
    let tracks = [
        Track::Path(path),
        Track::Path(bent),
        Track::Table {
            id: 2,
            spline: table(2),
            formation: at(2.0, 1.0, 3.0),
        },
        Track::Chain(chain),
    ];
    let travelled = tracks.map(|track| Course {
        track,
        began_at,
        speed,
        repeat,
    });
    let keys: Vec<(u32, Vec3)> = [0, 700, 2_900, 5_000].into_iter().zip(corner).collect();
    let keys = Course::keys(Keys::new(&keys).expect("keys"), began_at);
    let throw = Throw {
        start: corner[0],
        end: corner[2],
        flight_ms: 4_000,
        gravity: 9.0,
    };
    let mut all = Vec::from(travelled);
    all.extend([keys, Course::throw(throw, began_at)]);
    all
}

#[test]
fn a_path_is_told_with_the_nodes_that_nobody_travels() {
    let course = &courses(Repeat::OneShot, 4.0)[0];
    let Command::SetPositionPath { positions, .. } = course.command(clock(1_500), &mut Vec::new())
    else {
        panic!("a path");
    };
    let travelled: Vec<Vec3> = course.spline().expect("a path").points().collect();
    assert_eq!(positions.len(), travelled.len() + 2);
    assert_eq!(positions[1..=travelled.len()], travelled[..]);
    assert_eq!((positions[0], positions[5]), (travelled[0], travelled[3]));
}

#[test]
fn keys_keep_their_times_and_nonsense_is_none() {
    let keys = Keys::new(&[(100, 2.0_f32), (300, 4.0), (1_000, 0.0)]).expect("keys");
    for (after_ms, value) in [(0, 2.0), (100, 2.0), (200, 3.0), (300, 4.0), (650, 2.0)] {
        assert!((keys.at(after_ms) - value).abs() < 1e-6, "{after_ms}");
    }
    assert!(keys.at(1_000).abs() < 1e-6 && keys.at(u64::MAX).abs() < 1e-6);
    assert_eq!((keys.lasts_ms(), keys.last().to_bits()), (1_000, 0));
    assert_eq!(Keys::new(&[(0, 1.0_f32)]), Err(KeysFault::Count));
    let same = [(5, 1.0_f32), (5, 2.0)];
    assert_eq!(Keys::new(&same), Err(KeysFault::Order));
    let many: Vec<(u32, f32)> = (0..=MOTION_KEYS_MAX as u32).map(|at| (at, 0.0)).collect();
    assert_eq!(Keys::new(&many), Err(KeysFault::Count));
    assert!(Keys::new(&many[1..]).is_ok());
}

#[test]
fn what_has_no_middle_keeps_until_the_next_key() {
    let modes = Keys::new(&[(0, ModeType::Walk), (500, ModeType::Swim)]).expect("keys");
    let group = Group::Keys {
        keys: modes,
        began_at: Millis(1_000),
    };
    assert_eq!(group.at(Millis(1_499)), Some(ModeType::Walk));
    assert_eq!(group.at(Millis(1_500)), Some(ModeType::Swim));
    let told = group.told(clock(1_200));
    let times = vec![300, 800];
    let values = vec![ModeType::Walk, ModeType::Swim];
    assert_eq!(told, group::Told::Keys(times, values));
    assert_eq!(
        group.told(clock(1_600)),
        group::Told::Fixed(ModeType::Swim),
        "what is over is one value"
    );
}

#[test]
fn a_throw_rises_and_falls_and_arrives_on_time() {
    let throw = Throw {
        start: at(0.0, 10.0, 0.0),
        end: at(20.0, 10.0, 0.0),
        flight_ms: 2_000,
        gravity: 10.0,
    };
    let top = throw.at(1_000);
    // Half of gravity times half the time squared above the line.
    assert!(apart(top, at(10.0, 15.0, 0.0)) < 1e-4, "{top:?}");
    assert_eq!(throw.at(2_000), throw.end);
}

#[test]
fn splines_in_a_row_are_travelled_in_their_order() {
    let chain = Chain::new(vec![(1, table(1)), (2, table(2))], Vec3::default());
    let chain = chain.expect("a chain");
    assert!((chain.length() - 2.0 * table(1).length()).abs() < 1e-3);
    let place = |share: f64| chain.sample(4.0, Repeat::OneShot.fold(share)).position;
    assert!(apart(place(0.0), at(0.0, 0.0, 0.0)) < 1e-3);
    assert!(apart(place(0.5), at(20.0, 0.0, 0.0)) < 1e-2);
    assert!(apart(place(1.0), at(40.0, 0.0, 0.0)) < 1e-3);
    let back = chain.sample(4.0, Repeat::OneShotReverse.fold(0.75));
    assert!(back.position.x < 20.0 && back.heading.x < 0.0, "{back:?}");
    assert!(Chain::new(Vec::new(), Vec3::default()).is_none());
    let many = vec![(1, table(1)); SPLINE_CHAIN_MAX + 1];
    assert!(Chain::new(many, Vec3::default()).is_none());
}

#[test]
fn a_unit_looks_where_it_is_told() {
    let quarter = std::f32::consts::FRAC_PI_2;
    let facing = Facing {
        position: at(0.0, 0.0, 0.0),
        travels: None,
        before: at(1.0, 0.0, 0.0),
    };
    let yaw = |turn: &Turn, now_ms: u64| {
        let east = |unit: UnitId| (unit == UnitId(7)).then(|| at(5.0, 90.0, 0.0));
        turn.at(Millis(now_ms), facing, east)
    };
    assert_eq!(yaw(&Turn::Travel, 0), facing.before, "it stands");
    let east = yaw(&Turn::Unit(UnitId(7)), 0);
    assert!(
        apart(east, at(-quarter, 0.0, 0.0)) < 1e-5,
        "level: {east:?}"
    );
    assert_eq!(yaw(&Turn::Unit(UnitId(8)), 0), facing.before, "gone");
    let up = yaw(&Turn::Point(at(0.0, 3.0, -3.0)), 0);
    assert!(apart(up, at(0.0, -quarter / 2.0, 0.0)) < 1e-5, "{up:?}");
    let spin = Turn::Spin {
        from: at(0.5, 0.0, 0.0),
        began_at: Millis(1_000),
        lasts_ms: 10_000,
        speed: std::f32::consts::TAU,
    };
    assert!((yaw(&spin, 1_250).x - 0.5 - quarter).abs() < 1e-4);
    assert!((yaw(&spin, 3_000).x - 0.5).abs() < 1e-4, "two turns");
    assert!((yaw(&spin, 99_000).x - 0.5).abs() < 1e-4, "it is over");
    let Command::SetRotationSpin { offset, .. } = spin.command(clock(1_250)) else {
        panic!("a spin");
    };
    assert_eq!(offset, 250);
}

#[test]
fn turning_takes_the_shorter_way() {
    let angles = |yaw: f32| Angles(at(yaw, 0.0, 0.0));
    let pi = std::f32::consts::PI;
    let half = angles(pi - 0.2).towards(angles(0.2 - pi), 0.5).0;
    assert!((half.x.abs() - pi).abs() < 1e-4, "over the south: {half:?}");
    let tilted = Angles(at(0.3, 0.4, -0.2));
    let same = tilted.towards(tilted, 0.7).0;
    assert!(apart(same, tilted.0) < 1e-5, "{same:?}");
    let end = angles(0.1).towards(tilted, 1.0).0;
    assert!(apart(end, tilted.0) < 1e-5, "{end:?}");
}

#[test]
fn a_turn_along_the_tables_is_told_as_one() {
    let all = courses(Repeat::BackAndForth, 4.0);
    let told = |course: &Course| Turn::Along(course.clone()).command(clock(2_000));
    assert!(matches!(
        told(&all[2]),
        Command::SetRotationSpline {
            spline_id: 2,
            mode: 1,
            ..
        }
    ));
    assert!(matches!(
        told(&all[3]),
        Command::SetRotationMultiSpline { spline_ids, .. } if spline_ids == [1, 2]
    ));
    assert!(matches!(told(&all[0]), Command::SetRotation { .. }));
}

#[test]
fn a_bearing_is_told_group_by_group() {
    let swims = Bearing {
        mode: Group::Fixed(ModeType::Swim),
        scale: Group::Fixed(2.0),
        ..Bearing::travelling()
    };
    let mut commands = Vec::new();
    swims.write_commands(clock(1_000), |command| commands.push(command));
    assert_eq!(commands.len(), 6, "one of each group");
    assert!(commands.contains(&Command::SetScale {
        scale: 2.0,
        blend: false
    }));
}

proptest! {
    /// Whoever comes late is told commands that put the unit where everybody else sees it, at that
    /// moment and ever after.
    #[test]
    fn who_comes_late_sees_the_same(
        mode in 0_u8..6, speed in 0.5_f32..12.0,
        late_ms in 0_u64..60_000, ahead_ms in 0_u64..60_000,
    ) {
        let repeat = Repeat::from_number(mode).expect("a mode");
        for course in courses(repeat, speed) {
            let told = clock(1_000 + late_ms);
            let command = course.command(told, &mut Vec::new());
            let seen = heard(&command, told).expect("a course");
            let later = Millis(told.now.0 + ahead_ms);
            let (known, _) = course.at(later);
            let (sees, has_stopped) = seen.at(later);
            // A share of a way is told in 24 bits and begins at a whole millisecond.
            let off = apart(known.position, sees.position);
            prop_assert!(
                off < 0.05 + speed * 0.01 || wraps(&course, later),
                "{off} apart: {:?} {:?} of {command:?}", known, sees
            );
            let about = |ms: i64| course.at(Millis(later.0.saturating_add_signed(ms))).1;
            prop_assert!(has_stopped || !about(-60), "it arrives late: {command:?}");
            prop_assert!(!has_stopped || about(60), "it arrives early: {command:?}");
        }
    }

    /// No course jumps: it never is farther from where it was than its speed allows, round trips
    /// that begin again apart.
    #[test]
    fn nobody_jumps(mode in 0_u8..6, speed in 0.5_f32..12.0, from_ms in 0_u64..40_000) {
        let repeat = Repeat::from_number(mode).expect("a mode");
        for course in courses(repeat, speed).into_iter().take(4) {
            let (a, b) = (Millis(1_000 + from_ms), Millis(1_020 + from_ms));
            let way = apart(course.at(a).0.position, course.at(b).0.position);
            // A formation swings out where its course bends.
            let most = course.speed * 0.02 * 4.0 + 0.1 + swing(&course, a, b);
            prop_assert!(way <= most || wraps(&course, b), "{way} of {most}: {course:?}");
        }
    }

    /// To and fro and round and round come back to the same place after their time.
    #[test]
    fn what_repeats_is_periodic(speed in 0.5_f32..12.0, at_ms in 0_u64..30_000, turns in 1_u64..9) {
        for repeat in Repeat::ALL.into_iter().filter(|repeat| !repeat.ends()) {
            for course in courses(repeat, speed).into_iter().take(4) {
                let period_ms = course.whole_ms() * 2.0 * turns as f64;
                let now = Millis(1_000 + at_ms);
                let later = Millis(now.0 + period_ms.round() as u64);
                let off = apart(course.at(now).0.position, course.at(later).0.position);
                // Where the way turns, one moment may be before the turn and the other behind it.
                let most = speed * 0.01 + 0.05 + swing(&course, now, later);
                prop_assert!(
                    off < most || wraps(&course, now) || wraps(&course, later),
                    "{off} of {most}"
                );
            }
        }
    }
}

/// Whether a course begins again at about this moment, which is a jump for one whose ends are
/// apart.
fn wraps(course: &Course, at: Millis) -> bool {
    let turns = at.since(course.began_at) as f64 / course.whole_ms();
    let near = (turns - turns.round()).abs() * course.whole_ms();
    matches!(course.repeat, Repeat::Cyclic | Repeat::CyclicReverse) && near < 60.0
}

/// How far a formation swings between two moments.
fn swing(course: &Course, a: Millis, b: Millis) -> f32 {
    let formation = match &course.track {
        Track::Table { formation, .. } => *formation,
        Track::Chain(chain) => chain.formation,
        _ => return 0.0,
    };
    let yaw = |at: Millis| course.at(at).0.yaw().unwrap_or(0.0);
    let turned = (yaw(a) - yaw(b)).abs().min(std::f32::consts::PI);
    formation.x.hypot(formation.z) * turned * 1.1 + 0.01
}
