//! Who is there when, and what creatures do for who comes near without harm in mind.

use std::collections::BTreeSet;
use std::sync::Arc;

use ::world::data::{Creature, Gossip, Line};
use ::world::{LeaveReason, WorldData, Zone, ZoneConfig};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, CreatureId, SpawnId};
use bezgelor_core::lacks::Lack;
use bezgelor_core::model::{Hours, Spawn, SpawnTerm};
use bezgelor_core::time::UnixMillis;
use command::ZoneCommand;
use game::clock::{DAY_GAME_S, DAY_S, time_of_day};
use game::hunt::ATTEND_MS;
use game::respawn::{RESPAWN_MS, hours_hold};
use protocol::enums::ChatChannelType;
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Move;

use crate::bench::{Bench, config};
use crate::hunting::{
    CATTLE, FOES, NEAR, PEOPLE, bench, creature, data, enter, look_at, motions, order, places,
    steps, walk,
};

/// Seconds of the day on a bench.
fn time_s(bench: &Bench) -> u32 {
    time_of_day(UnixMillis(1_700_000_000_000 + bench.now_ms as i64))
}

/// Goes on to a few steps before a minute of the day.
fn just_before(bench: &mut Bench, minute: u32) {
    let left_s = (minute * 60 + DAY_GAME_S - time_s(bench) - 3) % DAY_GAME_S;
    bench.step_after(u64::from(left_s) * u64::from(DAY_S) * 1000 / u64::from(DAY_GAME_S));
    assert_eq!(time_s(bench) / 60, minute - 1);
}

/// The x of all that stand, ascending.
fn there(bench: &mut Bench) -> Vec<u32> {
    let places = places(bench);
    let xs = places.iter().map(|place| place.1.x.round() as u32);
    let mut xs: Vec<u32> = xs.collect();
    xs.sort_unstable();
    xs
}

fn row_of(count: u64, faction: u16) -> Vec<Spawn> {
    let at = |n| Vec3::new(n as f32, 0.0, 0.0);
    (1..=count).map(|n| creature(n, faction, at(n))).collect()
}

fn hours(number: u64, from_minute: u16, to_minute: u16) -> SpawnTerm {
    SpawnTerm {
        spawn_id: SpawnId(number),
        hours: Hours {
            from_minute,
            to_minute,
        },
        ..SpawnTerm::default()
    }
}

fn member(number: u64, group: u32, alive_max: u8) -> SpawnTerm {
    SpawnTerm {
        spawn_id: SpawnId(number),
        group,
        alive_max,
        ..SpawnTerm::default()
    }
}

#[test]
fn who_has_hours_comes_and_goes_to_the_minute_over_midnight_too() {
    let mut zone = Zone::new(config(), data(), &row_of(3, CATTLE));
    zone.set_terms(&[hours(1, 23 * 60, 60), hours(2, 30, 20 * 60)]);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, NEAR);
    let sees = |bench: &Bench| bench.client(1).sees.len() - 1;
    just_before(&mut bench, 20 * 60);
    assert_eq!((there(&mut bench), sees(&bench)), (vec![2, 3], 2));
    // A game second is 146 milliseconds.
    steps(&mut bench, 12);
    assert_eq!((there(&mut bench), sees(&bench)), (vec![3], 1));
    just_before(&mut bench, 23 * 60);
    assert_eq!(there(&mut bench), [3]);
    steps(&mut bench, 12);
    assert_eq!((there(&mut bench), sees(&bench)), (vec![1, 3], 2));
    just_before(&mut bench, 30);
    assert_eq!(there(&mut bench), [1, 3], "midnight ends nothing");
    steps(&mut bench, 12);
    assert_eq!(there(&mut bench), [1, 2, 3]);
    just_before(&mut bench, 60);
    assert_eq!(there(&mut bench), [1, 2, 3]);
    steps(&mut bench, 12);
    assert_eq!((there(&mut bench), sees(&bench)), (vec![2, 3], 2));
}

#[test]
fn who_fights_when_its_hours_end_goes_when_the_fight_is_over() {
    let mut zone = Zone::new(config(), data(), &row_of(2, FOES));
    let soon = UnixMillis(1_700_000_000_000 + 15_000);
    let ends_at = (time_of_day(soon) / 60) as u16;
    let day = |number| hours(number, 6 * 60, ends_at);
    // Of one group, with another that is there at the hours behind.
    let grouped = [1, 2].map(|number| member(number, 8, 1));
    zone.set_terms(&[day(1), hours(2, ends_at, 6 * 60), grouped[0], grouped[1]]);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, NEAR);
    while time_s(&bench) / 60 < u32::from(ends_at) {
        bench.step();
    }
    steps(&mut bench, 40);
    let (guid, _) = places(&mut bench)[0];
    assert_eq!(places(&mut bench).len(), 1, "and nobody takes its place");
    assert!(bench.client(1).sees.contains(&guid), "it fights on");
    let leave = LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(1), leave).expect("room");
    bench.step();
    enter(&mut bench, 2, Vec3::new(60.0, 0.0, 0.0));
    steps(&mut bench, 60);
    assert_eq!(there(&mut bench), [2], "the other one stands now");
    assert!(!bench.client(2).sees.contains(&guid));
}

#[test]
fn of_a_group_those_stand_whose_hours_it_is_and_chance_says_who() {
    let terms: Vec<SpawnTerm> = (1..=6)
        .flat_map(|n| {
            let half = if n <= 3 {
                hours(n, 360, 1080)
            } else {
                hours(n, 1080, 360)
            };
            [half, member(n, 4, 1)]
        })
        .collect();
    let mut seen = BTreeSet::new();
    for seed in 0..24 {
        let config = ZoneConfig { seed, ..config() };
        let mut zone = Zone::new(config, data(), &row_of(6, CATTLE));
        zone.set_terms(&terms);
        let mut bench = Bench::of(zone);
        enter(&mut bench, 1, NEAR);
        for half in [1..=3, 4..=6] {
            let stands = there(&mut bench);
            assert_eq!(stands.len(), 1, "{stands:?}");
            assert!(half.contains(&stands[0]), "{stands:?}");
            seen.insert(stands[0]);
            bench.step_after(u64::from(DAY_S) * 500);
        }
    }
    assert_eq!(seen, (1..=6).collect(), "each had its turn");
}

#[test]
fn several_terms_of_one_spawn_hold_together() {
    let mut zone = Zone::new(config(), data(), &row_of(1, CATTLE));
    let event = |event_id| SpawnTerm {
        spawn_id: SpawnId(1),
        event_id,
        ..SpawnTerm::default()
    };
    zone.set_terms(&[event(5), event(6), hours(1, 360, 1080)]);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, NEAR);
    let start = |event| ZoneCommand::EventStart { event, phase: None };
    assert!(there(&mut bench).is_empty());
    for number in [5, 6] {
        order(&mut bench, 1, start(number)).expect("it runs");
        assert_eq!(there(&mut bench), [1], "either event is enough");
        let stop = ZoneCommand::EventStop { event: number };
        order(&mut bench, 1, stop).expect("it ends");
        assert!(there(&mut bench).is_empty());
    }
    order(&mut bench, 1, start(6)).expect("it runs");
    bench.step_after(u64::from(DAY_S) * 500);
    assert!(there(&mut bench).is_empty(), "not by night");
}

#[test]
fn terms_that_make_no_sense_are_counted_and_their_spawns_stand() {
    let mut zone = Zone::new(config(), data(), &row_of(2, CATTLE));
    zone.set_terms(&[hours(1, 0, 1441), member(2, 9, 0), hours(7, 1, 2)]);
    let lacks = zone.counters().lacks;
    assert_eq!(zone.counters().terms_refused, 3);
    let counted = [Lack::TermHours, Lack::TermGroup, Lack::SpawnUnknown];
    assert_eq!(counted.map(|lack| lacks.count(lack)), [1, 1, 1]);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, NEAR);
    assert_eq!(there(&mut bench), [1, 2]);
}

#[test]
fn what_a_game_master_looks_at_says_which_spawn_it_is() {
    let mut bench = bench(&row_of(3, CATTLE));
    enter(&mut bench, 1, NEAR);
    let found = places(&mut bench);
    let (guid, _) = { found.iter() }
        .find(|place| place.1.x.round() as u32 == 2)
        .expect("it stands");
    look_at(&mut bench, 1, *guid);
    let told = order(&mut bench, 1, ZoneCommand::EntityInfo { player: None });
    let told = told.expect("it says");
    assert!(told.contains(&"  spawn 2".to_owned()), "{told:?}");
}

#[test]
fn events_and_hours_bring_creatures_and_take_them_away() {
    let spawns = [1, 2, 3].map(|n| creature(n, CATTLE, Vec3::new(n as f32, 0.0, 0.0)));
    let term = |number| SpawnTerm {
        spawn_id: SpawnId(number),
        ..SpawnTerm::default()
    };
    let terms = [
        SpawnTerm {
            event_id: 781,
            phase: 2,
            ..term(1)
        },
        SpawnTerm {
            hours: Hours::NIGHT,
            ..term(2)
        },
        term(99),
    ];
    let mut zone = Zone::new(config(), data(), &spawns);
    zone.set_terms(&terms);
    assert_eq!(zone.counters().terms_refused, 1);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, NEAR);
    let there = |bench: &mut Bench| -> Vec<f32> {
        let mut xs: Vec<f32> = places(bench).iter().map(|place| place.1.x).collect();
        xs.sort_by(f32::total_cmp);
        xs
    };
    let is_day = |bench: &Bench| hours_hold(Hours::DAY, time_s(bench));
    let by_hours = |bench: &Bench| if is_day(bench) { vec![] } else { vec![2.0] };
    assert_eq!(there(&mut bench), [by_hours(&bench), vec![3.0]].concat());
    let start = |phase| ZoneCommand::EventStart { event: 781, phase };
    order(&mut bench, 1, start(None)).expect("it runs");
    bench.step();
    assert!(!there(&mut bench).contains(&1.0), "another phase");
    order(&mut bench, 1, start(Some(2))).expect("it runs");
    bench.step();
    assert!(there(&mut bench).contains(&1.0));
    order(&mut bench, 1, ZoneCommand::EventStop { event: 781 }).expect("it ends");
    bench.step();
    assert!(!there(&mut bench).contains(&1.0));
    assert!(order(&mut bench, 1, ZoneCommand::EventStop { event: 781 }).is_err());
    // Half a day of Nexus later the other one is there.
    let before = is_day(&bench);
    bench.step_after(12_600_000 / 2);
    assert_ne!(is_day(&bench), before);
    assert_eq!(there(&mut bench), [by_hours(&bench), vec![3.0]].concat());
}

#[test]
fn of_a_group_some_stand_and_others_take_their_places() {
    let spawns: Vec<Spawn> = (1..=8)
        .map(|n| creature(n, CATTLE, Vec3::new(n as f32, 0.0, 0.0)))
        .collect();
    let terms: Vec<SpawnTerm> = (1..=8)
        .map(|n| SpawnTerm {
            spawn_id: SpawnId(n),
            group: 5,
            alive_max: 3,
            ..SpawnTerm::default()
        })
        .collect();
    let mut zone = Zone::new(config(), data(), &spawns);
    zone.set_terms(&terms);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, NEAR);
    let mut seen = BTreeSet::new();
    for _ in 0..12 {
        let there = places(&mut bench);
        assert_eq!(there.len(), 3, "{there:?}");
        seen.extend(there.iter().map(|place| place.1.x as u32));
        look_at(&mut bench, 1, there[0].0);
        order(&mut bench, 1, ZoneCommand::EntityKill {}).expect("it dies");
        steps(&mut bench, (RESPAWN_MS * 5 / 4 / 50) as u32 + 4);
    }
    assert!(seen.len() > 5, "others come too: {seen:?}");
}

#[test]
fn who_is_spoken_to_looks_at_the_speaker_for_a_while() {
    let mut bench = bench(&[creature(1, PEOPLE, Vec3::default())]);
    enter(&mut bench, 1, Vec3::new(4.0, 0.0, 0.0));
    let own = bench.client(1).own.expect("told");
    bench.hush();
    bench.say(1, &ClientEntityInteract { guid: 1, event: 37 });
    bench.step();
    let faces = Move::SetRotationFaceUnit {
        unit_id: own,
        blend: false,
    };
    assert!(motions(&bench, 1, 1)[0].contains(&faces));
    bench.hush();
    steps(&mut bench, (ATTEND_MS / 50) as u32 + 2);
    let back = motions(&bench, 1, 1);
    assert_eq!(back.len(), 1, "once");
    let rotation = Vec3::default();
    let stands = Move::SetRotation {
        rotation,
        blend: false,
    };
    assert!(back[0].contains(&stands), "{back:?}");
}

#[test]
fn who_comes_near_is_told_a_line_in_its_own_language_now_and_then() {
    let host = Creature {
        id: CreatureId(50),
        name_text: 77,
        gossip_set: 9,
        ..Creature::default()
    };
    let line = |text| Line {
        text,
        prerequisite: 0,
    };
    let gossip = Gossip {
        id: 9,
        range: 8.0,
        cooldown_ms: 20_000,
        lines: [1234, 1235].map(line).into(),
    };
    let data = WorldData::new(vec![host], Vec::new(), Vec::new(), Vec::new());
    let data = Arc::new(data.with_gossip(vec![gossip]));
    let spawns = [creature(1, PEOPLE, Vec3::default())];
    let mut bench = Bench::of(Zone::new(config(), data, &spawns));
    enter(&mut bench, 1, NEAR);
    steps(&mut bench, 30);
    let lines = |bench: &Bench| -> Vec<ServerChatNPC> { bench.client(1).all() };
    assert_eq!(lines(&bench), [], "twelve units are not near");
    walk(&mut bench, 1, NEAR, Vec3::new(6.0, 0.0, 0.0));
    steps(&mut bench, 30);
    let said = lines(&bench);
    assert_eq!((said.len(), said[0].unit_name_localized_text_id), (1, 77));
    assert!([1234, 1235].contains(&said[0].message_localized_text_id));
    assert_eq!(said[0].channel.chat_channel_id, ChatChannelType::NPCSay);
    steps(&mut bench, 340);
    assert_eq!(lines(&bench).len(), 1, "not all the time");
    steps(&mut bench, 60);
    assert_eq!(lines(&bench).len(), 2);
}
