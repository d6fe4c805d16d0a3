//! Creatures left to themselves: patrols, strolls, sleep and waking.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::maps::lands::{Ground, Lands};
use ::world::replay::{
    LogFault, LogReader, rerun, write_digest, write_header, write_population, write_step,
};
use ::world::{Inputs, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{CreatureId, SpawnId, WorldZoneId};
use bezgelor_core::model::{Patrol, Spawn};
use game::faction::Factions;
use game::spline::{Curve, Node, Repeat, Spline};
use game::wander::{WANDER_RANGE, WANDER_SPEED};
use protocol::enums::{SplineMode, StateFlags};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Command;

use crate::bench::{Bench, SEED_AGAIN, WORLD, config, seeds, spawn};

/// The row of creatures that stroll.
const ROAMER: CreatureId = CreatureId(51);
const SPLINE: u16 = 77;

/// A plain that rises gently to the east, with a pond around (60, 0).
#[derive(Debug)]
struct Plain;

impl Ground for Plain {
    fn height(&self, x: f32, _: f32) -> Option<f32> {
        Some(x * 0.1)
    }

    fn liquid(&self, x: f32, z: f32) -> Option<f32> {
        let wet = (x - 60.0).abs() < 6.0 && z.abs() < 6.0;
        wet.then_some(x * 0.1 + 2.0)
    }

    fn is_walkable(&self, _: f32, z: f32) -> bool {
        z < 45.0
    }

    fn zone_at(&self, _: f32, _: f32) -> Option<WorldZoneId> {
        None
    }
}

/// 300 units east, in a straight line along the ground.
fn line() -> Spline {
    let node = |x: f32| Node {
        position: Vec3::new(x, x * 0.1, 0.0),
        ..Node::default()
    };
    Spline::new(Curve::Linear, &[0.0, 0.0, 100.0, 300.0, 300.0].map(node)).expect("a course")
}

fn data() -> Arc<WorldData> {
    let roamer = Creature {
        id: ROAMER,
        roams: true,
        ..Creature::default()
    };
    let data = WorldData::new(vec![roamer], Vec::new(), Vec::new(), Vec::new());
    let splines = vec![(u32::from(SPLINE), Arc::new(line()))];
    let lands = Lands::new(Factions::default(), splines, vec![(WORLD, Arc::new(Plain))]);
    Arc::new(data.with_lands(lands))
}

fn roamer(number: u64, x: f32, z: f32) -> Spawn {
    Spawn {
        creature_id: ROAMER,
        ..spawn(number, Vec3::new(x, x * 0.1, z))
    }
}

fn patrol(number: u64, mode: u8, speed: f32) -> Patrol {
    Patrol {
        spawn_id: SpawnId(number),
        spline_id: SPLINE,
        mode,
        speed,
        formation: Vec3::default(),
    }
}

fn zone(spawns: &[Spawn], patrols: &[Patrol]) -> Zone {
    let mut zone = Zone::new(config(), data(), spawns);
    zone.assign_patrols(patrols);
    zone
}

/// What a client was last told of how the units it sees move.
fn ways(bench: &Bench, number: u64) -> Vec<(u32, Vec<Command>)> {
    let told: Vec<ServerEntityCommand> = bench.client(number).all();
    told.into_iter()
        .map(|told| {
            let commands = told.commands.into_iter().map(|command| command.model);
            (told.guid, commands.collect())
        })
        .collect()
}

#[test]
fn who_loads_is_told_the_way_when_it_has_loaded_and_others_at_once() {
    let at = Vec3::new(10.0, 1.0, 5.0);
    let mut bench = Bench::of(zone(
        &[spawn(1, at)],
        &[patrol(1, Repeat::Cyclic as u8, 10.0)],
    ));
    bench.join(1, at);
    bench.step();
    let create = creature(&bench, 1).expect("it stands there");
    assert!(
        matches!(create.commands[0].model, Command::SetPosition { .. }),
        "a loading client is told no way: {create:?}"
    );
    for _ in 0..40 {
        bench.step();
    }
    bench.hush();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    let (guid, commands) = ways(&bench, 1).remove(0);
    assert_eq!(guid, create.guid);
    let Command::SetPositionSpline {
        spline_id,
        speed,
        position,
        mode,
        ..
    } = commands[0]
    else {
        panic!("no spline: {commands:?}");
    };
    assert_eq!((spline_id, mode), (u32::from(SPLINE), SplineMode::Cyclic));
    assert!((speed - 10.0).abs() < f32::EPSILON);
    // 41 steps of 50 ms at 10 units a second.
    assert!(
        (position - 20.5 / line().length()).abs() < 1e-4,
        "{position}"
    );
    let state = StateFlags::Move;
    assert!(
        commands.contains(&Command::SetState { state }),
        "{commands:?}"
    );
    assert!(commands.contains(&Command::SetRotationDefaults { blend: false }));

    // Somebody far along the way sees it come, with its way from the first moment.
    bench.enter(2, Vec3::new(200.0, 20.0, 0.0));
    let mut steps = 0;
    while creature(&bench, 2).is_none() {
        bench.step();
        steps += 1;
        assert!(steps < 400, "it never came");
    }
    let create = creature(&bench, 2).expect("it came");
    let Command::SetPositionSpline { position, .. } = create.commands[0].model else {
        panic!("no spline: {create:?}");
    };
    let x = position * 300.0;
    assert!(
        (71.0..78.0).contains(&x),
        "within 128 of 200, and soon: {x}"
    );
}

/// The creation of the first creature a client was told of.
fn creature(bench: &Bench, number: u64) -> Option<ServerEntityCreate> {
    let all: Vec<ServerEntityCreate> = bench.client(number).all();
    all.into_iter().find(|create| create.guid == 1)
}

#[test]
fn an_arrival_is_told_and_the_creature_stands() {
    let at = Vec3::new(290.0, 29.0, 0.0);
    let spawns = [spawn(1, at)];
    let mut bench = Bench::of(zone(&spawns, &[patrol(1, Repeat::OneShot as u8, 100.0)]));
    bench.enter(1, at);
    for _ in 0..40 {
        bench.step();
    }
    assert!(creature(&bench, 1).is_some_and(|create| create.guid == 1));
    bench.hush();
    for _ in 0..80 {
        bench.step();
    }
    let ways = ways(&bench, 1);
    let (last_guid, commands) = ways.last().expect("it arrived");
    assert_eq!(*last_guid, 1);
    let Command::SetPosition { position, .. } = commands[0] else {
        panic!("it does not stand: {commands:?}");
    };
    assert!(
        position
            .distance_squared(Vec3::new(300.0, 30.0, 0.0))
            .sqrt()
            < 0.1,
        "{position:?}"
    );
    assert!(commands.contains(&Command::SetStateDefault { strafe: false }));
    let count = ways.len();
    for _ in 0..80 {
        bench.step();
    }
    assert_eq!(self::ways(&bench, 1).len(), count, "nothing more happens");
}

#[test]
fn patrols_without_sense_are_counted_and_their_creatures_stand() {
    let mut wrong = [1, 1, 1, 9].map(|number| patrol(number, 0, 3.0));
    wrong[0].mode = 11;
    wrong[1].spline_id = 1;
    wrong[2].speed = 0.0;
    let zone = zone(&[spawn(1, Vec3::default())], &wrong);
    assert_eq!(zone.counters().patrols_refused, 4);
}

/// Half of the world database's patrols are in a mode whose meaning nobody has published.
#[test]
fn a_patrol_in_a_mode_nobody_knows_goes_to_and_fro_and_is_told_so() {
    let at = Vec3::new(10.0, 1.0, 5.0);
    let mut bench = Bench::of(zone(&[spawn(1, at)], &[patrol(1, 8, 10.0)]));
    bench.enter(1, at);
    assert_eq!(bench.zone.counters().patrols_refused, 0);
    let (_, commands) = ways(&bench, 1).remove(0);
    let Command::SetPositionSpline { mode, .. } = commands[0] else {
        panic!("no spline: {commands:?}");
    };
    assert_eq!(mode, SplineMode::BackAndForth, "both sides agree");
}

#[test]
fn strollers_stay_near_home_on_the_ground_and_out_of_the_water() {
    let homes = [(0.0, 0.0), (50.0, 0.0), (30.0, 40.0)];
    let spawns: Vec<Spawn> = homes
        .iter()
        .enumerate()
        .map(|(i, &(x, z))| roamer(i as u64, x, z))
        .collect();
    let mut bench = Bench::of(zone(&spawns, &[]));
    bench.enter(1, Vec3::new(20.0, 2.0, 10.0));
    let mut strolls = [0; 3];
    for _ in 0..20 * 120 {
        bench.step();
    }
    for (_, commands) in ways(&bench, 1) {
        let Command::SetPositionPath {
            positions, speed, ..
        } = &commands[0]
        else {
            continue;
        };
        assert!((speed - WANDER_SPEED).abs() < f32::EPSILON);
        let near = |&(x, z): &(f32, f32)| {
            let home = Vec3::new(x, 0.0, z);
            let strays = |at: &Vec3| at.distance_squared_xz(home).sqrt() > WANDER_RANGE + 0.01;
            !positions.iter().any(strays)
        };
        let whose = homes
            .iter()
            .position(near)
            .expect("somebody's home is near");
        strolls[whose] += 1;
        for at in positions {
            assert!((at.y - at.x * 0.1).abs() < 0.01, "on the ground: {at:?}");
            assert_eq!(Plain.liquid(at.x, at.z), None, "in the pond: {at:?}");
            assert!(
                Plain.is_walkable(at.x, at.z),
                "where nobody can stand: {at:?}"
            );
        }
    }
    assert!(strolls.iter().all(|&count| count >= 4), "{strolls:?}");
}

#[test]
fn creatures_nobody_sees_do_nothing_and_wake_when_somebody_comes() {
    let spawns: Vec<Spawn> = (0..200).map(|i| roamer(i, 1000.0, i as f32)).collect();
    let mut bench = Bench::of(zone(&spawns, &[]));
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(1000.0, 100.0, 50.0));
    for _ in 0..300 {
        bench.step();
    }
    assert!(
        !ways(&bench, 2).is_empty(),
        "somebody strolls before its viewer"
    );
    bench
        .inputs
        .leave(
            bezgelor_core::ids::ConnectionId(2),
            ::world::LeaveReason::Closed,
        )
        .expect("room");
    // Whoever is under way arrives, whoever rests falls asleep.
    for _ in 0..400 {
        bench.step();
    }
    bench.enter(3, Vec3::new(1000.0, 100.0, 50.0));
    let under_way = |create: &ServerEntityCreate| {
        !matches!(create.commands[0].model, Command::SetPosition { .. })
    };
    let woken: Vec<ServerEntityCreate> = bench.client(3).all();
    assert!(!woken.iter().any(under_way), "all sleep at their places");
    bench.hush();
    for _ in 0..300 {
        bench.step();
    }
    assert!(!ways(&bench, 3).is_empty(), "and go on where they stand");
}

/// Runs of the next test when nobody says how many.
const SEEDS: u64 = 20;

/// Patrols and strollers among walking players: who sees what is what is near, up to the way a unit
/// makes between two looks, and a recording gives the same bytes.
#[test]
fn sight_of_moving_creatures_is_true_and_repeats() {
    seeds(SEEDS, &[]).run_each(SEED_AGAIN, |seed| {
        let modes = [0, 1, 2, 3, 4, 5];
        let speed = |i: u64| 1.0 + (seed * 7 + i * 3) as f32 % 17.0;
        // Whatever the seed, they stand in the world.
        let beside = 20.0 + (seed % 1_000) as f32;
        let spawns: Vec<Spawn> = (0..12)
            .map(|i| roamer(i, i as f32 * 25.0, beside))
            .collect();
        let patrols: Vec<Patrol> = (0..6)
            .map(|i| patrol(i, modes[i as usize], speed(i)))
            .collect();
        let mut bench = Bench::of(zone(&spawns, &patrols));
        for (number, x) in [(1, 0.0), (2, 150.0), (3, 290.0)] {
            bench.enter(number, Vec3::new(x, x * 0.1, 30.0));
        }
        let spline = line();
        for step in 0..240_u64 {
            bench.step();
            // The zone's first step was its first 50 ms.
            let passed_s = (step + 6) as f64 * 0.05;
            for (i, patrol) in patrols.iter().enumerate() {
                let turns = passed_s / spline.duration_s(patrol.speed);
                let along = Repeat::ALL[i].fold(turns);
                let at = spline.sample(patrol.speed, along).position;
                for (number, x) in [(1, 0.0), (2, 150.0), (3, 290.0)] {
                    let viewer = Vec3::new(x, 0.0, 30.0);
                    let distance = at.distance_squared_xz(viewer).sqrt();
                    let guid = i as u32 + 1;
                    let sees = bench.client(number).sees.contains(&guid);
                    let slack = 4.5;
                    assert!(
                        sees || distance > 128.0 - slack,
                        "seed {seed}, step {step}: {number} misses {guid} at {distance}"
                    );
                    assert!(
                        !sees || distance < 128.0 + slack,
                        "seed {seed}, step {step}: {number} still sees {guid} at {distance}"
                    );
                }
            }
        }
        replays(&bench, &spawns, &patrols, seed);
    });
}

fn replays(bench: &Bench, spawns: &[Spawn], patrols: &[Patrol], seed: u64) {
    // The log as a realm writes it: with who stands there, and what each step put out.
    let mut log = Vec::new();
    write_header(&config(), &mut log);
    write_population((spawns, patrols, &[], &[], &[]), &mut log);
    let mut reader = LogReader::new(&bench.log).expect("a log");
    let mut inputs = Inputs::new();
    for &digest in &bench.digests {
        let now = reader
            .next_step(&mut inputs)
            .expect("whole")
            .expect("a step");
        write_step(now, &inputs, &mut log);
        write_digest(digest, &mut log);
    }
    let steps = bench.digests.len() as u64;
    let again = rerun(&log, data()).expect("a whole log");
    assert_eq!((again.steps, again.compared), (steps, steps), "seed {seed}");
    assert_eq!(
        again.first_difference, None,
        "seed {seed}: the recording differs"
    );
    // One wrong digest is found where it is, and a cut is told with what came before it.
    let last = log.len() - 1;
    log[last] ^= 1;
    let again = rerun(&log, data()).expect("a whole log");
    assert_eq!(again.first_difference, Some(steps));
    let (fault, before) = rerun(&log[..last], data()).expect_err("cut");
    assert_eq!((fault, before.steps), (LogFault::Truncated, steps));
}
