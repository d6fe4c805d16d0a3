//! What a client says of its unit: each of the 30 movement commands is taken and told to who sees
//! it, or refused.

use bezgelor_core::Vec3;
use bezgelor_core::limits::CLAIMED_KEYS_MAX;
use protocol::enums::{ModeType, SplineMode, SplineType, StateFlags};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Move;

use crate::bench::{Bench, spawn};

const PLACE: Vec3 = Vec3::new(2.0, 0.0, 0.0);
const TURNED: Vec3 = Vec3::new(1.0, 0.0, 0.0);
const SLOW: Vec3 = Vec3::new(0.5, 0.0, 0.0);
/// What it looks at and what it stands on.
const CREATURE: u32 = 1;
const PLATFORM: u32 = 2;

/// What comes of a command.
enum Outcome {
    /// Who sees the unit is told this among the rest.
    Told(Move),
    /// Nothing changes, and nothing is held against the client.
    Nothing,
    /// It is counted and changes nothing.
    Senseless,
}

fn position(position: Vec3) -> Move {
    Move::SetPosition {
        position,
        blend: true,
    }
}

fn rotation(x: f32) -> Move {
    Move::SetRotation {
        rotation: Vec3::new(x, 0.0, 0.0),
        blend: false,
    }
}

/// Commands about where a unit is, and what comes of them.
fn places() -> Vec<(Move, Outcome)> {
    use Outcome::*;
    let (offset, blend) = (0, true);
    vec![
        (Move::SetTime { time: 9 }, Nothing),
        (
            Move::SetPlatform { unit_id: PLATFORM },
            Told(Move::SetPlatform { unit_id: PLATFORM }),
        ),
        (position(PLACE), Told(position(PLACE))),
        (
            Move::SetPositionKeys {
                times: vec![1, 2],
                positions: vec![SLOW, PLACE],
                type_: 0,
                offset,
                blend,
            },
            Told(position(PLACE)),
        ),
    ]
}

/// Commands about ways, which are the server's to give.
fn ways() -> Vec<(Move, Outcome)> {
    use Outcome::*;
    let (offset, blend, speed) = (0, true, 3.0);
    let (mode, flags) = (SplineMode::OneShot, 0);
    let way = vec![PLACE; 4];
    vec![
        (
            Move::SetPositionPath {
                positions: way,
                speed,
                type_: SplineType::Linear,
                mode,
                offset,
                blend,
            },
            Senseless,
        ),
        (
            Move::SetPositionSpline {
                spline_id: 1,
                speed,
                position: 0.0,
                formation_data: Vec3::default(),
                mode,
                offset,
                blend,
                is_continuing: false,
                adjust_speed_to_length: true,
            },
            Senseless,
        ),
        (
            Move::SetPositionMultiSpline {
                spline_ids: vec![1],
                speed,
                position: 0.0,
                takeoff_location_height: 0.0,
                landing_location_height: 0.0,
                formation_data: Vec3::default(),
                mode,
                offset,
                multi_spline_flags: flags,
                blend,
                is_continuing: false,
            },
            Senseless,
        ),
        (
            Move::SetPositionProjectile {
                end: PLACE,
                start: SLOW,
                flight_time: 100,
                gravity: 9.0,
                offset,
                blend,
            },
            Senseless,
        ),
    ]
}

/// Commands about which way a unit looks and how large it is.
fn looks() -> Vec<(Move, Outcome)> {
    use Outcome::*;
    let (offset, blend) = (0, false);
    let turn = Move::SetRotation {
        rotation: TURNED,
        blend,
    };
    let keys = Move::SetRotationKeys {
        times: vec![1, 2],
        rotations: vec![SLOW, TURNED],
        type_: 0,
        offset,
        blend,
    };
    let spin = Move::SetRotationSpin {
        rotation: TURNED,
        flight_time: 100,
        spin: 1.0,
        offset,
        blend,
    };
    let spline = Move::SetRotationSpline {
        spline_id: 1,
        speed: 1,
        position: 0.0,
        mode: 0,
        offset,
        blend,
        adjust_speed_to_length: true,
    };
    let splines = Move::SetRotationMultiSpline {
        spline_ids: vec![1],
        speed: 1.0,
        position: 0.0,
        takeoff_location_height: 0.0,
        landing_location_height: 0.0,
        mode: 0,
        offset,
        multi_spline_flags: 0,
        blend,
    };
    let sizes = Move::SetScaleKeys {
        times: vec![1, 2],
        scales: vec![1.0, 9.0],
        type_: 0,
        offset,
        blend,
    };
    let unit = |unit_id| Move::SetRotationFaceUnit { unit_id, blend };
    let east = Vec3::new(9.0, 0.0, 0.0);
    let point = |position| Move::SetRotationFacePosition { position, blend };
    let quarter = -std::f32::consts::FRAC_PI_2;
    vec![
        (turn.clone(), Told(turn.clone())),
        (keys, Told(turn.clone())),
        (spline, Senseless),
        (splines, Senseless),
        // The creature stands in the east.
        (unit(CREATURE), Told(rotation(quarter))),
        (unit(900), Senseless),
        (point(east), Told(rotation(quarter))),
        (point(Vec3::new(f32::NAN, 0.0, 0.0)), Senseless),
        (spin, Told(turn)),
        (Move::SetRotationDefaults { blend }, Told(rotation(0.0))),
        (Move::SetScale { scale: 9.0, blend }, Senseless),
        (sizes, Senseless),
    ]
}

/// Commands about how a unit moves.
fn gaits() -> Vec<(Move, Outcome)> {
    use Outcome::*;
    let (offset, blend, type_) = (0, false, 0);
    let (times, values) = (vec![1, 2], vec![PLACE, SLOW]);
    let velocity = Move::SetVelocity {
        velocity: SLOW,
        blend,
    };
    let velocities = Move::SetVelocityKeys {
        times: times.clone(),
        velocities: values.clone(),
        type_,
        offset,
        blend,
    };
    let move_ = Move::SetMove { move_: SLOW, blend };
    let moves = Move::SetMoveKeys {
        times: times.clone(),
        moves: values,
        type_,
        offset,
        blend,
    };
    let state = Move::SetState {
        state: StateFlags::Jump,
    };
    let states = Move::SetStateKeys {
        times: times.clone(),
        states: vec![StateFlags::Move, StateFlags::Jump],
        offset,
    };
    let mode = Move::SetMode {
        mode: ModeType::Swim,
    };
    let modes = |last| Move::SetModeKeys {
        times: times.clone(),
        modes: vec![ModeType::Walk, last],
        offset,
    };
    let none = Move::SetVelocityDefaults { blend };
    let still = Move::SetMoveDefaults { blend };
    vec![
        (velocity.clone(), Told(velocity.clone())),
        (velocities, Told(velocity)),
        (none.clone(), Told(none.clone())),
        (move_.clone(), Told(move_.clone())),
        (moves, Told(move_)),
        (still.clone(), Told(still)),
        (state.clone(), Told(state.clone())),
        (states, Told(state)),
        (Move::SetStateDefault { strafe: false }, Told(none.clone())),
        (mode.clone(), Told(mode.clone())),
        (modes(ModeType::Swim), Told(mode)),
        (modes(ModeType(7)), Senseless),
        (Move::SetModeDefault { unused: false }, Told(none)),
    ]
}

fn say(bench: &mut Bench, model: Move) {
    let items = vec![ClientEntityCommandItems { model }];
    bench.say(1, &ClientEntityCommand { time: 1, items });
    bench.step();
}

fn two() -> Bench {
    let platform = bezgelor_core::model::Spawn {
        entity_type: 11,
        ..spawn(2, Vec3::new(0.0, 0.0, 3.0))
    };
    let mut bench = Bench::new(&[spawn(1, Vec3::new(9.0, 0.0, 0.0)), platform]);
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(0.0, 0.0, 5.0));
    bench.hush();
    bench
}

#[test]
fn every_command_is_taken_and_told_or_refused() {
    let all = places().into_iter().chain(ways()).chain(looks());
    let all = all.chain(gaits());
    let mut kinds = std::collections::BTreeSet::new();
    for (said, outcome) in all {
        kinds.insert(format!("{:?}", std::mem::discriminant(&said)));
        let mut bench = two();
        say(&mut bench, said.clone());
        let told: Vec<ServerEntityCommand> = bench.client(2).all();
        let counters = bench.zone.counters();
        let (refused, senseless) = (counters.steps_refused, counters.senseless);
        match outcome {
            Outcome::Told(model) => {
                let [told] = told.as_slice() else {
                    panic!("{said:?} is told as {told:?}");
                };
                let commands = { told.commands.iter() }.map(|command| &command.model);
                let commands: Vec<&Move> = commands.collect();
                assert!(
                    commands.contains(&&model),
                    "{said:?} is told as {commands:?}"
                );
                assert_eq!((refused, senseless), (0, 0), "{said:?}");
            }
            Outcome::Nothing => {
                assert_eq!((told.len(), refused, senseless), (0, 0, 0), "{said:?}");
            }
            Outcome::Senseless => {
                assert_eq!((told.len(), refused, senseless), (0, 0, 1), "{said:?}");
            }
        }
    }
    assert_eq!(kinds.len(), 30, "one of each");
}

#[test]
fn keys_are_checked_one_by_one() {
    let keys = |times: Vec<u32>, positions: Vec<Vec3>| Move::SetPositionKeys {
        times,
        positions,
        type_: 0,
        offset: 0,
        blend: true,
    };
    // There and back again is as far as it is.
    let far = Vec3::new(400.0, 0.0, 0.0);
    let mut bench = two();
    say(&mut bench, keys(vec![1, 2], vec![far, Vec3::default()]));
    assert_eq!(bench.zone.counters().steps_refused, 1);
    let senseless = [
        keys(vec![2, 1], vec![SLOW, PLACE]),
        keys(Vec::new(), Vec::new()),
        keys(
            vec![1; CLAIMED_KEYS_MAX + 1],
            vec![SLOW; CLAIMED_KEYS_MAX + 1],
        ),
    ];
    for said in senseless {
        let mut bench = two();
        say(&mut bench, said);
        let counters = bench.zone.counters();
        assert_eq!((counters.steps_refused, counters.senseless), (0, 1));
    }
    let wild = Move::SetVelocityKeys {
        times: vec![1, 2],
        velocities: vec![Vec3::new(9_000.0, 0.0, 0.0), SLOW],
        type_: 0,
        offset: 0,
        blend: false,
    };
    let mut bench = two();
    say(&mut bench, wild);
    assert_eq!(bench.zone.counters().steps_refused, 1);
}
