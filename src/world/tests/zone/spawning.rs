//! Who is there when, and what creatures do for who comes near without harm in mind.

use std::collections::BTreeSet;
use std::sync::Arc;

use ::world::data::{Creature, Gossip};
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{CreatureId, SpawnId};
use bezgelor_core::model::{Hours, Spawn, SpawnTerm};
use bezgelor_core::time::UnixMillis;
use command::ZoneCommand;
use game::hunt::ATTEND_MS;
use game::respawn::RESPAWN_MS;
use protocol::enums::ChatChannelType;
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Move;

use crate::bench::{Bench, config};
use crate::hunting::{
    CATTLE, NEAR, PEOPLE, bench, creature, data, enter, look_at, motions, order, places, steps,
    walk,
};

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
            hours: Hours::Night,
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
    let is_day = |bench: &Bench| {
        let unix = UnixMillis(1_700_000_000_000 + bench.now_ms as i64);
        game::respawn::is_day(game::clock::time_of_day(unix))
    };
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
    let gossip = Gossip {
        id: 9,
        range: 8.0,
        cooldown_ms: 20_000,
        lines: vec![1234, 1235],
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
