//! Crowds: the nearest movers at once, the others in turns, nobody left behind; and what is left
//! out under load.

use std::collections::{BTreeMap, BTreeSet};

use ::world::{Event, Shedding, Zone, ZoneConfig};
use bezgelor_core::Vec3;
use bezgelor_core::ids::ConnectionId;
use command::ZoneCommand;
use proptest::prelude::*;
use protocol::messages::{
    ServerChat, ServerEntityCommand, ServerEntityCreate, ServerEntityDeathState,
    ServerEntityHealthUpdate, ServerEntityThreatListUpdate, ServerUnitEnteredCombat,
};
use protocol::unions::IEntityCommandModel as Cmd;

use crate::bench::{Bench, config};
use crate::{dying, hunting};

const STEPS_PER_SECOND: usize = 20;

fn bench(movers_max: usize) -> Bench {
    let config = ZoneConfig {
        visible_movers_max: movers_max,
        ..config()
    };
    Bench::with(config, &[])
}

/// As [`bench`], with players who take turns in being told of steps, in so many steps.
fn bench_in_turns(movers_max: usize, turns: u64) -> Bench {
    let config = ZoneConfig {
        visible_movers_max: movers_max,
        relay_interval_ms: turns * config().tick_ms,
        ..config()
    };
    Bench::with(config, &[])
}

/// Players 1 to `count` along a line, a unit apart.
fn line_up(bench: &mut Bench, count: u64) {
    for number in 1..=count {
        bench.join(number, Vec3::new(number as f32, 0.0, 0.0));
    }
    bench.step();
    for number in 1..=count {
        let entered = protocol::messages::ClientEnteredWorld { world_zone_id: 0 };
        bench.say(number, &entered);
    }
    for _ in 0..=STEPS_PER_SECOND {
        bench.step();
    }
    bench.hush();
}

fn moves(bench: &Bench, viewer: u64) -> Vec<(u32, Vec3)> {
    let told = bench.client(viewer).all::<ServerEntityCommand>();
    let place = |message: &ServerEntityCommand| {
        message
            .commands
            .iter()
            .find_map(|command| match command.model {
                Cmd::SetPosition { position, .. } => Some(position),
                _ => None,
            })
    };
    told.iter()
        .map(|message| (message.guid, place(message).expect("a place")))
        .collect()
}

/// How often `viewer` heard each mover.
fn heard(bench: &Bench, viewer: u64) -> BTreeMap<u32, usize> {
    let mut heard = BTreeMap::new();
    for (guid, _) in moves(bench, viewer) {
        *heard.entry(guid).or_default() += 1;
    }
    heard
}

/// All walk for so many steps; what each client hears stays in its inbox.
fn all_walk(bench: &mut Bench, count: u64, steps: usize) {
    for step in 0..steps {
        for number in 1..=count {
            let z = 0.1 * (step % 10 + 1) as f32;
            bench.walk(number, Vec3::new(number as f32, 0.0, z));
        }
        bench.step();
    }
}

#[test]
fn only_the_nearest_are_told_at_once_and_the_others_in_turns() {
    let (count, near, seconds) = (40, 8, 5);
    let mut bench = bench(near);
    line_up(&mut bench, count);
    let steps = STEPS_PER_SECOND * seconds;
    all_walk(&mut bench, count, steps);
    for viewer in 1..=count {
        let heard = heard(&bench, viewer);
        assert_eq!(heard.len() as u64, count - 1, "everybody is heard of");
        let at_once = heard.values().filter(|times| **times == steps).count();
        assert!(at_once <= near, "viewer {viewer}: {at_once} at once");
        // Equally far neighbours on both sides may swap once after lining up.
        assert!(at_once + 2 >= near, "viewer {viewer}: {at_once} at once");
        let in_turns = heard.values().filter(|times| **times == seconds).count();
        assert!(in_turns + near + 2 >= count as usize - 1, "{heard:?}");
    }
}

#[test]
fn without_a_limit_everybody_is_told_at_once() {
    let mut bench = bench(0);
    line_up(&mut bench, 40);
    all_walk(&mut bench, 40, 10);
    for viewer in 1..=40 {
        assert!(heard(&bench, viewer).values().all(|times| *times == 10));
    }
    assert_eq!(bench.zone.counters().far_put_off, 0);
}

#[test]
fn in_turns_each_player_is_told_of_all_once_a_round() {
    let (count, turns, rounds) = (40, 4, 5);
    let mut bench = bench_in_turns(0, turns);
    line_up(&mut bench, count);
    for step in 0..turns * rounds {
        let before: Vec<usize> = (1..=count)
            .map(|viewer| moves(&bench, viewer).len())
            .collect();
        all_walk(&mut bench, count, 1 + step as usize % 2);
        let told = (1..=count).zip(before);
        let told = told.filter(|(viewer, before)| moves(&bench, *viewer).len() > *before);
        // Every second time two steps were taken.
        let listeners = count / turns * (1 + step % 2);
        assert_eq!(told.count() as u64, listeners);
    }
    let steps = turns * rounds * 3 / 2;
    for viewer in 1..=count {
        let heard = heard(&bench, viewer);
        assert_eq!(heard.len() as u64, count - 1);
        let times = heard.values().map(|times| *times as u64);
        assert!(
            times
                .into_iter()
                .all(|times| times.abs_diff(steps / turns) <= 1)
        );
    }
}

#[test]
fn who_takes_turns_is_not_told_of_the_same_mover_twice_in_one_step() {
    let count = 12;
    let mut bench = bench_in_turns(2, 4);
    line_up(&mut bench, count);
    for step in 0..400 {
        // One after the other, each with long rests between.
        let mover = step / 9 % count + 1;
        if step % 9 == 0 {
            let z = if step / 9 / count % 2 == 0 { 0.4 } else { 0.0 };
            bench.walk(mover, Vec3::new(mover as f32, 0.0, z));
        }
        bench.hush();
        bench.step();
        for viewer in 1..=count {
            let heard = heard(&bench, viewer);
            assert!(heard.values().all(|times| *times == 1), "{step}: {heard:?}");
        }
    }
}

#[test]
fn far_movers_speak_and_vanish_at_once() {
    let mut bench = bench(1);
    line_up(&mut bench, 20);
    let far = bench.client(20).own.expect("told");
    bench
        .inputs
        .leave(ConnectionId(20), ::world::LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    assert!(!bench.client(1).sees.contains(&far));
    bench.join(21, Vec3::new(30.0, 0.0, 0.0));
    bench.step();
    assert_eq!(bench.client(1).all::<ServerEntityCreate>().len(), 1);
    let line = protocol::messages::ClientChat {
        channel: protocol::structs::Channel {
            chat_channel_id: protocol::enums::ChatChannelType::Say,
            chat_id: 0,
        },
        message: "here".into(),
        ..Default::default()
    };
    bench.say(19, &line);
    bench.step();
    assert_eq!(
        bench.client(1).all::<ServerChat>().len(),
        1,
        "the far are heard"
    );
}

#[test]
fn two_at_the_same_distance_do_not_change_places() {
    let mut bench = bench(1);
    // Number 2 and 3 stand on both sides of 1 and sway a little, out of step.
    for (number, x) in [(1, 0.0), (2, 10.0), (3, -10.0)] {
        bench.enter(number, Vec3::new(x, 0.0, 0.0));
    }
    let mut at_once = BTreeSet::new();
    for second in 0..20 {
        bench.hush();
        for _ in 0..STEPS_PER_SECOND {
            let sway = if second % 2 == 0 { 0.3 } else { -0.3 };
            bench.walk(2, Vec3::new(10.0 + sway, 0.0, 0.0));
            bench.walk(3, Vec3::new(-10.0 + sway, 0.0, 0.0));
            bench.step();
        }
        let heard = heard(&bench, 1);
        at_once.extend(
            heard
                .iter()
                .filter(|(_, times)| **times > 10)
                .map(|(guid, _)| *guid),
        );
    }
    assert_eq!(at_once.len(), 1, "the same one all the time");
}

/// Whether twelve in a line, of whom each is told at once of so many, know where everybody stands
/// some time after these walks: who, how far to the side, steps of rest.
fn converge(near: usize, turns: u64, loads: bool, walks: &[(u64, f32, u64)]) {
    let mut bench = bench_in_turns(near, turns);
    line_up(&mut bench, 12);
    let mut places: BTreeMap<u64, Vec3> = (1..=12)
        .map(|n| (n, Vec3::new(n as f32, 0.0, 0.0)))
        .collect();
    for &(number, dx, pauses) in walks {
        let place = places.get_mut(&number).expect("one of them");
        place.x += dx.clamp(-0.4, 0.4);
        bench.walk(number, *place);
        for _ in 0..=pauses {
            if loads {
                bench.inputs.spent(90_000);
            }
            bench.step();
        }
    }
    let seconds = if loads { 2 } else { 1 };
    let rounds = if turns > 1 { 2 * turns as usize } else { 0 };
    for _ in 0..=STEPS_PER_SECOND * seconds + rounds {
        bench.step();
    }
    for viewer in 1..=12 {
        let known: BTreeMap<u32, Vec3> = moves(&bench, viewer).into_iter().collect();
        for (number, place) in places.iter().filter(|(number, _)| **number != viewer) {
            let guid = bench.client(*number).own.expect("told");
            let stood = Vec3::new(*number as f32, 0.0, 0.0);
            let knows = known.get(&guid).copied().unwrap_or(stood);
            assert_eq!(knows, *place, "viewer {viewer} of {number}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever they did, a second and a step after the last one everybody knows where everybody
    /// in sight stands; two rounds later where they take turns, and a second where steps are shed.
    #[test]
    fn everybody_converges(
        near in 1_usize..6,
        turns in prop::sample::select(vec![1, 2, 4, 8]),
        loads in any::<bool>(),
        walks in proptest::collection::vec((1_u64..=12, -3.0_f32..3.0, 0_u64..4), 1..120),
    ) {
        converge(near, turns, loads, &walks);
    }
}

#[test]
fn rounds_that_change_while_somebody_is_owed_a_step_leave_nobody_behind() {
    let rests = |steps: &[u64]| steps.iter().map(|&rest| (1, 0.0, rest)).collect::<Vec<_>>();
    let walks = [
        rests(&[1, 2, 1, 3]),
        vec![(5, -0.4, 3)],
        rests(&[2, 0, 0, 3]),
    ];
    converge(1, 8, true, &walks.concat());
}

#[test]
fn load_sheds_by_name_once_and_the_door_lets_in_one_by_one() {
    let mut bench = bench(100);
    bench.enter(1, Vec3::default());
    let mut said = Vec::new();
    let mut load = |bench: &mut Bench, steps: usize, spent_us: u64| {
        for _ in 0..steps {
            bench.inputs.spent(spent_us);
            bench.step();
            said.extend(bench.events.iter().filter_map(|event| match event {
                Event::Shedding(rung) => Some(rung.name()),
                _ => None,
            }));
        }
    };
    load(&mut bench, 200, 90_000);
    assert_eq!(bench.zone.shedding(), Shedding::Door);
    assert_eq!(bench.zone.tick_ms(), 100);
    for number in 2..=4 {
        bench.join(number, Vec3::default());
    }
    load(&mut bench, 11, 90_000);
    assert_eq!(bench.zone.player_count(), 2, "one in ten steps");
    bench
        .inputs
        .leave(ConnectionId(4), ::world::LeaveReason::LinkLost)
        .expect("room");
    load(&mut bench, 1, 90_000);
    assert!(
        !bench.clients.contains_key(&4),
        "who leaves at the door has left"
    );
    load(&mut bench, 2000, 1_000);
    assert_eq!(bench.zone.player_count(), 3, "the door is open again");
    let rungs = [
        "far-rate",
        "near-movers",
        "idle-creatures",
        "zone-tick",
        "door",
    ];
    let down = [
        "zone-tick",
        "idle-creatures",
        "near-movers",
        "far-rate",
        "nothing",
    ];
    assert_eq!(said, [rungs, down].concat());
    assert_eq!(bench.zone.counters().shedding_changes, 10);
    assert_eq!(bench.zone.counters().waited_at_door, 3);
}

#[test]
fn a_recording_of_a_loaded_zone_sheds_the_same() {
    let mut bench = bench(100);
    bench.enter(1, Vec3::default());
    for _ in 0..40 {
        bench.inputs.spent(90_000);
        bench.step();
    }
    let mut log = ::world::replay::LogReader::new(&bench.log).expect("a log");
    let mut zone = ::world::Zone::new(log.config().clone(), crate::bench::data(), &[]);
    let (mut inputs, mut out) = (::world::Inputs::new(), ::world::Outputs::new());
    let mut digests = Vec::new();
    while let Some(now) = log.next_step(&mut inputs).expect("a step") {
        zone.step(now, &mut inputs, &mut out);
        digests.push(out.digest());
    }
    assert_eq!(digests, bench.digests);
    assert!(zone.shedding() > Shedding::Nothing);
}

/// Steps under a load that neither climbs nor falls, all walking.
fn walk_under_load(bench: &mut Bench, count: u64, steps: usize, spent_us: u64) {
    for step in 0..steps {
        for number in 1..=count {
            let z = 0.1 * (step % 10 + 1) as f32;
            bench.walk(number, Vec3::new(number as f32, 0.0, z));
        }
        bench.inputs.spent(spent_us);
        bench.step();
    }
}

/// Climbs to `rung` and stops there.
fn climb_to(bench: &mut Bench, rung: Shedding) {
    while bench.zone.shedding() < rung {
        bench.inputs.spent(90_000);
        bench.step();
    }
    assert_eq!(bench.zone.shedding(), rung);
}

#[test]
fn the_far_come_half_as_often_from_the_step_on_that_sheds() {
    let (count, near, stays_us) = (20, 4, 20_000);
    let mut bench = bench(near);
    line_up(&mut bench, count);
    // Whom viewer 1 sees from afar, told once a second.
    walk_under_load(&mut bench, count, 4 * STEPS_PER_SECOND, stays_us);
    let far: Vec<u32> = heard(&bench, 1)
        .into_iter()
        .filter_map(|(guid, times)| (times == 4).then_some(guid))
        .collect();
    assert!(far.len() >= 12, "{}", far.len());
    climb_to(&mut bench, Shedding::FarRate);
    bench.hush();
    walk_under_load(&mut bench, count, 4 * STEPS_PER_SECOND, stays_us);
    let told = heard(&bench, 1);
    for guid in &far {
        assert_eq!(told.get(guid), Some(&2), "{told:?}");
    }
    assert_eq!(bench.zone.shedding(), Shedding::FarRate);
}

#[test]
fn fewer_are_near_within_one_ranking_of_the_step_that_sheds() {
    let (count, near, stays_us) = (70, 60, 20_000);
    let mut bench = bench(near);
    line_up(&mut bench, count);
    climb_to(&mut bench, Shedding::NearMovers);
    walk_under_load(&mut bench, count, STEPS_PER_SECOND, stays_us);
    bench.hush();
    walk_under_load(&mut bench, count, STEPS_PER_SECOND, stays_us);
    for viewer in 1..=count {
        let heard = heard(&bench, viewer);
        let at_once = heard.values().filter(|times| **times > 2);
        assert_eq!(at_once.count(), near / 2, "viewer {viewer}");
    }
}

/// A step of a zone that has far too much to do.
fn step_overloaded(bench: &mut Bench) {
    bench.inputs.spent(90_000);
    bench.step();
}

/// Twenty in a line of whom each has one near, a beast, and 31 and 32 at the far end, in a zone
/// that leaves out all it can.
fn overloaded() -> Bench {
    let config = ZoneConfig {
        visible_movers_max: 1,
        ..config()
    };
    let beast = hunting::creature(1, hunting::CATTLE, Vec3::new(19.0, 0.0, 6.0));
    let mut bench = Bench::of(Zone::new(config, hunting::data(), &[beast]));
    line_up(&mut bench, 20);
    hunting::enter(&mut bench, 31, Vec3::new(19.0, 0.0, 5.0));
    bench.enter(32, Vec3::new(20.0, 0.0, 8.0));
    bench.enter(30, Vec3::new(config_range() + 1.5, 0.0, 0.0));
    climb_to(&mut bench, Shedding::Door);
    bench.hush();
    bench
}

fn config_range() -> f32 {
    config().vision_range
}

#[test]
fn nothing_but_steps_is_ever_shed() {
    let mut bench = overloaded();
    sight_is_told_at_once(&mut bench);
    fights_are_told_at_once(&mut bench);
    deaths_are_told_at_once(&mut bench);
    let line = protocol::messages::ClientChat {
        channel: protocol::structs::Channel {
            chat_channel_id: protocol::enums::ChatChannelType::Say,
            chat_id: 0,
        },
        message: "here".into(),
        ..Default::default()
    };
    bench.say(20, &line);
    step_overloaded(&mut bench);
    assert_eq!(bench.client(1).all::<ServerChat>().len(), 1);
    let far = bench.client(20).own.expect("told");
    let lost = ::world::LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(20), lost).expect("room");
    step_overloaded(&mut bench);
    assert!(!bench.client(1).sees.contains(&far), "who goes is gone");
    assert_eq!(bench.zone.shedding(), Shedding::Door);
}

fn sight_is_told_at_once(bench: &mut Bench) {
    let newcomer = bench.client(30).own.expect("told");
    assert!(!bench.client(1).sees.contains(&newcomer));
    bench.walk(30, Vec3::new(config_range() + 0.5, 0.0, 0.0));
    step_overloaded(bench);
    assert!(
        bench.client(1).sees.contains(&newcomer),
        "who comes into sight is shown at once"
    );
}

/// The first sees 31 from afar: it hears in the very step that a fight begins, who is hated how
/// much, and that the beast dies.
fn fights_are_told_at_once(bench: &mut Bench) {
    let beast = hunting::places(bench)[0].0;
    let fighter = bench.client(31).own.expect("told");
    hunting::look_at(bench, 31, beast);
    hunting::look_at(bench, 1, beast);
    bench.hush();
    let provoke = ZoneCommand::EntityThreatAdjust { amount: 40 };
    hunting::order(bench, 31, provoke).expect("a beast can be fought");
    let told: Vec<ServerUnitEnteredCombat> = bench.client(1).all();
    let mut fight: Vec<_> = told.iter().map(|t| (t.unit_id, t.in_combat)).collect();
    fight.sort_unstable();
    let mut both = [(beast, true), (fighter, true)];
    both.sort_unstable();
    assert_eq!(fight, both);
    let lists: Vec<ServerEntityThreatListUpdate> = bench.client(1).all();
    let list = lists.last().expect("who looks at the beast is told");
    assert_eq!(
        (list.threat_unit_ids[0], list.threat_levels[0]),
        (fighter, 40)
    );
    bench.hush();
    hunting::order(bench, 31, ZoneCommand::EntityKill {}).expect("it dies");
    let healths: Vec<ServerEntityHealthUpdate> = bench.client(1).all();
    let dying = healths.iter().find(|told| told.unit_id == beast);
    assert_eq!(dying.map(|told| told.health), Some(0));
    assert_eq!(deaths(bench), [(beast, true)]);
    assert_eq!(bench.zone.shedding(), Shedding::Door);
}

/// It also hears in the very step that a player dies whom it sees from afar.
fn deaths_are_told_at_once(bench: &mut Bench) {
    let faller = bench.client(32).own.expect("told");
    bench.hush();
    dying::fall(bench, 32);
    let told_first = deaths(bench);
    assert_eq!(told_first, [(faller, true)]);
    let own: Vec<ServerEntityDeathState> = bench.client(32).all();
    assert_eq!(own.len(), 1, "as soon as the dead itself");
    assert_eq!(bench.zone.shedding(), Shedding::Door);
}

/// What the first was told of deaths.
fn deaths(bench: &Bench) -> Vec<(u32, bool)> {
    let told: Vec<ServerEntityDeathState> = bench.client(1).all();
    told.iter().map(|told| (told.unit_id, told.dead)).collect()
}
