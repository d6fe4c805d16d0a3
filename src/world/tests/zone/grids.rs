//! Grids wake up around players and fall asleep behind them, and nobody can tell.

use std::collections::BTreeSet;
use std::sync::Arc;

use ::world::maps::lands::Lands;
use ::world::replay::{rerun, write_digest, write_header, write_population, write_step};
use ::world::{Inputs, LeaveReason, Outputs, WorldData, Zone, ZoneConfig};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{CharacterId, ConnectionId, SpawnId};
use bezgelor_core::lacks::Lack;
use bezgelor_core::limits::{GRID_AHEAD, GRID_IDLE_MS, VISION_RANGE};
use bezgelor_core::model::{Hours, Patrol, Spawn, SpawnTerm};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use bezgelor_core::travel::Holder;
use command::ZoneCommand;
use game::respawn::RESPAWN_MS;
use game::spline::{Curve, Node, Repeat, Spline};
use protocol::enums::{StandState, Stat};
use protocol::messages::*;

use crate::bench::{Bench, config, entry, spawn};
use crate::hunting::{look_at, order, steps};

/// A grid that nobody is near sleeps after so long here.
const IDLE_MS: u64 = 2_000;
const SPLINE: u16 = 5;

fn quick() -> ZoneConfig {
    ZoneConfig {
        grid_idle_ms: IDLE_MS,
        ..config()
    }
}

/// A course along x over four grids, 1,800 units.
fn data() -> Arc<WorldData> {
    let node = |x: f32| Node {
        position: Vec3::new(x, 0.0, 0.0),
        ..Node::default()
    };
    let line = [-900.0, -900.0, 0.0, 900.0, 900.0].map(node);
    let line = Spline::new(Curve::Linear, &line).expect("a course");
    let lands = Lands::new(
        Default::default(),
        vec![(u32::from(SPLINE), Arc::new(line))],
        Vec::new(),
    );
    Arc::new(WorldData::default().with_lands(lands))
}

fn patrol(number: u64, speed: f32) -> Patrol {
    Patrol {
        spawn_id: SpawnId(number),
        spline_id: SPLINE,
        mode: Repeat::BackAndForth.number(),
        speed,
        formation: Vec3::default(),
    }
}

/// Somebody every 40 units over 8,000 units of x.
fn row() -> Vec<Spawn> {
    let at = |n: u64| Vec3::new(n as f32 * 40.0 - 4_000.0, 0.0, 0.0);
    (0..200).map(|n| spawn(n, at(n))).collect()
}

fn leave(bench: &mut Bench, number: u64) {
    let connection = ConnectionId(number);
    bench
        .inputs
        .leave(connection, LeaveReason::LinkLost)
        .expect("room");
    bench.step();
}

/// Lets time pass in which nobody does anything.
fn wait(bench: &mut Bench, ms: u64) {
    for _ in 0..ms.div_ceil(250) {
        bench.step_after(250);
    }
}

#[test]
fn only_what_somebody_is_near_stands_and_all_it_sees_is_there() {
    let spawns = row();
    let mut bench = Bench::with(quick(), &spawns);
    assert_eq!(
        (bench.zone.spawn_count(), bench.zone.unit_count()),
        (200, 0)
    );
    bench.step();
    assert_eq!(bench.zone.grid_count(), 0, "nobody is here");
    let mut at = Vec3::new(-100.0, 0.0, 0.0);
    bench.enter(1, at);
    let most = ((2.0 * (VISION_RANGE + GRID_AHEAD) / 512.0).ceil() + 1.0) * 512.0 / 40.0 + 1.0;
    let mut stood = BTreeSet::new();
    for _ in 0..300 {
        at.x += 3.5;
        bench.walk(1, at);
        bench.step_after(500);
        let seen = bench.client(1).sees.len() - 1;
        let near = |spawn: &&Spawn| {
            let spawn_at = spawn.placement.position;
            ::world::grid::within(spawn_at, at, VISION_RANGE)
        };
        assert_eq!(seen, spawns.iter().filter(near).count(), "at {at:?}");
        let units = bench.zone.unit_count();
        assert!((units as f32) < most + 14.0, "{units} units at {at:?}");
        stood.insert(bench.zone.grid_count());
    }
    assert_eq!(bench.zone.counters().steps_refused, 0);
    assert!(stood.iter().all(|&grids| grids <= 6), "{stood:?}");
}

#[test]
fn a_zone_that_everybody_left_sleeps_as_a_whole() {
    let mut bench = Bench::with(quick(), &row());
    bench.enter(1, Vec3::new(5.0, 0.0, 0.0));
    bench.enter(2, Vec3::new(3_000.0, 0.0, 0.0));
    let awake = bench.zone.unit_count();
    assert!((2..100).contains(&awake), "{awake}");
    leave(&mut bench, 2);
    wait(&mut bench, IDLE_MS - 500);
    assert_eq!(bench.zone.unit_count(), awake - 1, "not at once");
    wait(&mut bench, 10_000);
    let seen = bench.client(1).sees.len();
    let left = bench.zone.unit_count();
    assert!(
        (seen..awake / 2 + 5).contains(&left),
        "{seen}, {left} of {awake}"
    );
    leave(&mut bench, 1);
    wait(&mut bench, IDLE_MS + 10_000);
    assert_eq!((bench.zone.unit_count(), bench.zone.grid_count()), (0, 0));
    assert!(bench.zone.is_idle());
}

#[test]
fn as_long_as_configured_and_never_in_a_copy_or_when_it_is_nought() {
    let asleep_after = |config: ZoneConfig, ms: u64| {
        let holder = config.holder;
        let mut bench = Bench::with(config, &row());
        let mut guest = entry(1, Vec3::new(5.0, 0.0, 0.0));
        guest.holder = holder;
        bench.join_entry(guest);
        bench.step();
        leave(&mut bench, 1);
        bench.step_after(ms);
        wait(&mut bench, 8_000);
        bench.zone.unit_count()
    };
    assert_ne!(asleep_after(config(), GRID_IDLE_MS - 9_000), 0);
    assert_eq!(asleep_after(config(), GRID_IDLE_MS), 0);
    let never = ZoneConfig {
        grid_idle_ms: 0,
        ..config()
    };
    assert_ne!(asleep_after(never, GRID_IDLE_MS * 100), 0);
    let own = ZoneConfig {
        holder: Holder::Character(CharacterId(1001)),
        ..quick()
    };
    assert_eq!(asleep_after(own, IDLE_MS), 200, "all of it, all the time");
}

#[test]
fn the_dead_do_not_come_back_sooner_because_nobody_looked() {
    let at = Vec3::new(5.0, 0.0, 0.0);
    for (away_ms, is_back) in [(RESPAWN_MS / 2, false), (RESPAWN_MS * 2, true)] {
        let mut bench = Bench::with(quick(), &[spawn(1, at), spawn(2, at)]);
        bench.enter(1, at);
        look_at(&mut bench, 1, 1);
        order(&mut bench, 1, ZoneCommand::EntityKill {}).expect("it dies");
        leave(&mut bench, 1);
        wait(&mut bench, IDLE_MS + 3_000);
        assert_eq!(bench.zone.unit_count(), 0, "its corpse holds nothing up");
        wait(&mut bench, away_ms - IDLE_MS - 3_000);
        bench.enter(2, at);
        let creatures = bench.client(2).sees.len() - 1;
        assert_eq!(creatures, 1 + usize::from(is_back), "after {away_ms} ms");
        if !is_back {
            wait(&mut bench, RESPAWN_MS);
            assert_eq!(bench.client(2).sees.len() - 1, 2, "and it does come back");
        }
    }
}

#[test]
fn who_was_taken_away_stays_away_and_a_door_stays_as_it_was_left() {
    let at = Vec3::new(5.0, 0.0, 0.0);
    let door = Spawn {
        entity_type: 4,
        ..spawn(2, at)
    };
    let mut bench = Bench::with(quick(), &[spawn(1, at), door]);
    bench.enter(1, at);
    look_at(&mut bench, 1, 1);
    order(&mut bench, 1, ZoneCommand::EntityRemove {}).expect("it goes");
    bench.say(1, &ClientActivateUnit { unit_id: 2 });
    bench.step();
    let stands = |bench: &Bench, number: u64| -> Vec<u32> {
        let creates: Vec<ServerEntityCreate> = bench.client(number).all();
        let own = bench.client(number).own;
        let others = creates.iter().filter(|create| Some(create.guid) != own);
        others.map(stand_state).collect()
    };
    leave(&mut bench, 1);
    wait(&mut bench, IDLE_MS + 120_000);
    assert_eq!(bench.zone.unit_count(), 0);
    bench.enter(2, at);
    assert_eq!(
        stands(&bench, 2),
        [StandState::State1.0],
        "an open door, and nobody"
    );
    order(&mut bench, 2, ZoneCommand::EntityRespawn {}).expect("called");
    bench.step();
    assert_eq!(bench.client(2).sees.len(), 3);
}

#[test]
fn who_travels_is_where_it_would_be_whoever_slept_on_its_way() {
    let home = Vec3::new(-900.0, 0.0, 0.0);
    let mut zone = Zone::new(quick(), data(), &[spawn(1, home), spawn(2, home)]);
    zone.assign_patrols(&[patrol(1, 10.0), patrol(2, 7.0)]);
    let mut bench = Bench::of(zone);
    bench.step();
    let began = bench.now_ms;
    let expected = |now_ms: u64, speed: f32| {
        let way = (now_ms - began) as f32 / 1000.0 * speed % 3_600.0;
        if way <= 1_800.0 {
            way - 900.0
        } else {
            2_700.0 - way
        }
    };
    for (number, x) in [(1, -700.0), (2, 0.0), (3, 850.0), (4, -850.0)] {
        // Somebody sees all of its way from there.
        bench.enter(number, Vec3::new(x, 0.0, 0.0));
        let mut met = 0;
        for _ in 0..1_800 {
            bench.step_after(250);
            let there: Vec<f32> = [10.0, 7.0]
                .map(|speed| expected(bench.now_ms, speed))
                .into_iter()
                .filter(|there| (there - x).abs() < VISION_RANGE - 12.0)
                .collect();
            let seen = bench.client(number).sees.len() - 1;
            assert!(
                seen >= there.len(),
                "{there:?} from {x} at {}",
                bench.now_ms
            );
            met += seen;
        }
        assert!(met > 50, "{met}");
        leave(&mut bench, number);
        wait(&mut bench, 20_000);
    }
}

#[test]
fn who_comes_with_hours_or_events_comes_whether_somebody_was_there_or_not() {
    let far = Vec3::new(2_000.0, 0.0, 0.0);
    let mut zone = Zone::new(quick(), data(), &[spawn(1, far), spawn(2, far)]);
    zone.set_terms(&[
        SpawnTerm {
            spawn_id: SpawnId(1),
            event_id: 9,
            phase: 0,
            hours: Hours::ANY,
            ..SpawnTerm::default()
        },
        SpawnTerm {
            spawn_id: SpawnId(77),
            ..SpawnTerm::default()
        },
    ]);
    assert_eq!(zone.counters().lacks.count(Lack::SpawnUnknown), 1);
    let mut bench = Bench::of(zone);
    bench.enter(1, Vec3::default());
    steps(&mut bench, 5);
    order(
        &mut bench,
        1,
        ZoneCommand::EventStart {
            event: 9,
            phase: None,
        },
    )
    .expect("it runs");
    bench.enter(2, far);
    steps(&mut bench, 3);
    assert_eq!(bench.client(2).sees.len() - 1, 2);
    order(&mut bench, 1, ZoneCommand::EventStop { event: 9 }).expect("it ends");
    steps(&mut bench, 3);
    assert_eq!(bench.client(2).sees.len() - 1, 1);
}

#[test]
fn sleeping_and_waking_happens_again_byte_for_byte() {
    let spawns = row();
    let patrols = [patrol(3, 9.0), patrol(90, 30.0)];
    let mut zone = Zone::new(quick(), data(), &spawns);
    zone.assign_patrols(&patrols);
    let mut log = Vec::new();
    write_header(zone.config(), &mut log);
    write_population((&spawns, &patrols, &[], &[], &[]), &mut log);
    let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
    let (mut grids, mut fewest) = (BTreeSet::new(), usize::MAX);
    for step in 0..400_u64 {
        let number = step / 40;
        let x = (number * 977 % 8_000) as f32 - 4_000.0;
        match step % 40 {
            0 => inputs
                .join(entry(number, Vec3::new(x, 0.0, 0.0)))
                .expect("room"),
            20 => inputs
                .leave(ConnectionId(number), LeaveReason::LinkLost)
                .expect("room"),
            _ => {}
        }
        let now = Now {
            mono: Millis(step * 400),
            unix: UnixMillis(1_700_000_000_000 + step as i64 * 400),
        };
        write_step(now, &inputs, &mut log);
        zone.step(now, &mut inputs, &mut out);
        write_digest(out.digest(), &mut log);
        grids.insert(zone.grid_count());
        if step > 40 {
            fewest = fewest.min(zone.unit_count());
        }
    }
    assert!(grids.len() > 2 && fewest == 0, "{grids:?}, {fewest}");
    let done = rerun(&log, data()).expect("whole");
    assert_eq!((done.compared, done.first_difference), (400, None));
}

fn stand_state(create: &ServerEntityCreate) -> u32 {
    use protocol::structs::StatValueInitialTypeSwitch as Value;
    let stat = create
        .stats
        .iter()
        .find(|stat| stat.stat == Stat::StandState);
    match stat.map(|stat| &stat.type_) {
        Some(Value::Integer { value }) => *value,
        other => panic!("no stand state: {other:?}"),
    }
}
