//! Where players are told they are, and what they see of the map on their way.

use std::sync::Arc;

use ::world::maps::atlas::{Atlas, ZoneMap, ZoneRow};
use ::world::maps::lands::{Ground, Lands};
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::exploration::Explored;
use bezgelor_core::ids::WorldZoneId;
use bezgelor_core::model::ZoneTutorial;
use game::exploration::{COLUMN_SIZE, Hex, MapFrame};
use game::faction::Factions;
use protocol::WString;
use protocol::enums::ChatChannelType;
use protocol::messages::*;
use protocol::structs::Channel;

use crate::bench::{Bench, WORLD, config, entry};

/// West of 100 the camp, a part of the woods; east of it the moor; beyond 400 nothing is known.
#[derive(Debug)]
struct Land;

const WOODS: u16 = 6;
const CAMP: u16 = 60;
const MOOR: u16 = 7;
const MAP: u16 = 3;

impl Ground for Land {
    fn height(&self, _: f32, _: f32) -> Option<f32> {
        Some(0.0)
    }

    fn liquid(&self, _: f32, _: f32) -> Option<f32> {
        None
    }

    fn is_walkable(&self, _: f32, _: f32) -> bool {
        true
    }

    fn zone_at(&self, x: f32, _: f32) -> Option<WorldZoneId> {
        let zone = if x < 100.0 { CAMP } else { MOOR };
        (x < 400.0).then_some(WorldZoneId(zone))
    }
}

/// A map of the woods: groups 1 and 2 lie around the origin, group 3 four columns east of it.
fn data() -> Arc<WorldData> {
    let zone = |id: u16, parent: u16| ZoneRow {
        id: WorldZoneId(id),
        parent: WorldZoneId(parent),
        name: format!("Zone {id}"),
    };
    let home = Hex::at(Vec3::default());
    let east = |columns: u16| Hex {
        x: home.x + columns,
        ..home
    };
    let frame = MapFrame::new(home, east(7)).expect("a frame");
    let hexes = vec![(home, 1), (east(1), 2), (east(4), 3), (east(5), 3)];
    let map = ZoneMap::new(MAP, WorldZoneId(WOODS), frame, hexes);
    let zones = vec![zone(WOODS, 0), zone(CAMP, WOODS), zone(MOOR, 0)];
    let joins = vec![(WORLD, MAP)];
    let lands = Lands::new(
        Factions::default(),
        Vec::new(),
        vec![(WORLD, Arc::new(Land))],
    );
    let data = WorldData::default().with_lands(lands);
    Arc::new(data.with_atlas(Atlas::new(zones, vec![map], joins)))
}

pub(crate) fn bench() -> Bench {
    Bench::of(Zone::new(config(), data(), &[]))
}

fn at(x: f32) -> Vec3 {
    Vec3::new(x, 0.0, 0.0)
}

/// Goes there, ten units a second; what was saved as seen on the way.
fn go(bench: &mut Bench, number: u64, from: f32, to: f32) -> Vec<u16> {
    let steps = ((to - from).abs() / 10.0).ceil();
    let mut seen = Vec::new();
    for step in 1..=steps as u16 {
        bench.walk(number, at(from + (to - from) * f32::from(step) / steps));
        bench.step_after(1000);
        seen.extend(bench.out.saves().iter().flat_map(|save| save.seen.clone()));
    }
    seen
}

fn told_zones(bench: &Bench, number: u64) -> Vec<u16> {
    let told = bench.client(number).all::<ServerChatZoneChange>();
    told.iter().map(|told| told.world_zone_id).collect()
}

fn told_bits(bench: &Bench, number: u64) -> Vec<Vec<u8>> {
    let told = bench.client(number).all::<ServerZoneMap>();
    assert!(told.iter().all(|map| map.zone_map_id == u32::from(MAP)));
    told.into_iter().map(|map| map.zone_map_bits).collect()
}

#[test]
fn the_ground_says_in_which_zone_a_player_is_and_every_crossing_is_told_once() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    assert_eq!(told_zones(&bench, 1), [CAMP]);
    bench.hush();
    go(&mut bench, 1, 0.0, 99.9);
    assert!(told_zones(&bench, 1).is_empty());
    // No margin: whoever dances on the border crosses it each time.
    for x in [100.1, 99.9, 100.1] {
        bench.walk(1, at(x));
        bench.step();
    }
    assert_eq!(told_zones(&bench, 1), [MOOR, CAMP, MOOR]);
    let until = bench.now_ms + 60_000;
    let mut saved = Vec::new();
    while bench.now_ms < until {
        bench.step_after(1000);
        saved.extend(bench.out.saves().iter().map(|save| save.world_zone_id.0));
    }
    assert!(!saved.is_empty() && saved.iter().all(|&zone| zone == MOOR));
}

#[test]
fn a_client_is_believed_where_no_map_says_better() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    bench.enter(2, at(500.0));
    bench.hush();
    let crosses = |new_zone_id| ClientZoneChange {
        previous_zone_id: 0,
        new_zone_id,
    };
    for number in [1, 2] {
        bench.say(number, &crosses(MOOR));
    }
    bench.step();
    assert!(told_zones(&bench, 1).is_empty(), "it stands in the camp");
    assert_eq!(told_zones(&bench, 2), [MOOR]);
    let senseless = bench.zone.counters().senseless;
    for nonsense in [0, 999] {
        bench.say(2, &crosses(nonsense));
    }
    bench.step();
    assert_eq!(told_zones(&bench, 2), [MOOR]);
    assert_eq!(bench.zone.counters().senseless, senseless + 2);
}

#[test]
fn the_channel_of_the_zone_reaches_all_of_it_and_nobody_else() {
    let mut bench = bench();
    bench.enter(1, at(-3000.0));
    bench.enter(2, at(90.0));
    bench.enter(3, at(110.0));
    bench.hush();
    let channel = Channel {
        chat_channel_id: ChatChannelType::Zone,
        chat_id: 0,
    };
    let line = ClientChat {
        channel: channel.clone(),
        message: WString::from("Anybody?"),
        ..ClientChat::default()
    };
    bench.say(2, &line);
    bench.step();
    let heard = bench.client(1).all::<ServerChat>();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].channel, channel);
    assert!(bench.client(3).all::<ServerChat>().is_empty());
    assert_eq!(bench.client(2).all::<ServerChatAccept>().len(), 1);
    assert!(bench.client(2).all::<ServerChat>().is_empty());
}

#[test]
fn what_comes_into_view_is_shown_saved_and_shown_again_at_the_next_coming() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    assert_eq!(told_bits(&bench, 1), [[0b11]], "its own hex and the next");
    bench.hush();
    // Three columns on, the third group is a neighbour; nothing is told before.
    let column = |n: f32| COLUMN_SIZE * n;
    let mut seen = go(&mut bench, 1, 0.0, column(2.5));
    assert!(told_bits(&bench, 1).is_empty());
    seen.extend(go(&mut bench, 1, column(2.5), column(3.5)));
    assert_eq!(told_bits(&bench, 1), [[0b11_0011]]);
    seen.extend(go(&mut bench, 1, column(3.5), column(5.0)));
    seen.extend(go(&mut bench, 1, column(5.0), 0.0));
    assert_eq!(told_bits(&bench, 1).len(), 1, "it has seen it all");
    bench.say(1, &ClientLogoutRequest { initiated: true });
    for _ in 0..40 {
        bench.step_after(1000);
        seen.extend(bench.out.saves().iter().flat_map(|save| save.seen.clone()));
    }
    seen.sort_unstable();
    assert_eq!(seen, [1, 2, 3], "each once");
    let mut returns = entry(2, at(0.0));
    returns.sheet.explored = Explored::from_stored(vec![2, 3]);
    bench.join_entry(returns);
    bench.step();
    assert_eq!(told_bits(&bench, 2), [[0b11_0010]], "before it has loaded");
    bench.say(2, &ClientEnteredWorld::default());
    bench.step();
    assert_eq!(told_bits(&bench, 2)[1..], [[0b11_0011]]);
}

#[test]
fn micro_movement_is_not_looked_at() {
    let mut bench = bench();
    bench.enter(1, at(COLUMN_SIZE * 2.95));
    bench.hush();
    // Into the next column, but not ten units far.
    bench.walk(1, at(COLUMN_SIZE * 3.05));
    bench.step();
    assert!(told_bits(&bench, 1).is_empty());
    bench.walk(1, at(COLUMN_SIZE * 3.2));
    bench.step_after(1000);
    assert_eq!(told_bits(&bench, 1).len(), 1);
}

/// What a client was told to explain.
fn explained(bench: &Bench) -> Vec<u32> {
    let told: Vec<ServerTutorial> = bench.client(1).all();
    told.iter().map(|told| told.tutorial_id).collect()
}

#[test]
fn a_zone_is_explained_to_whoever_comes_into_it_and_not_again_while_it_stays() {
    let tutorial = |zone, tutorial_id| ZoneTutorial {
        zone: WorldZoneId(zone),
        tutorial_id,
    };
    let mut zone = Zone::new(config(), crate::bench::data(), &[]);
    zone.set_tutorials(&[tutorial(9, 71), tutorial(5, 70), tutorial(5, 72)]);
    let mut bench = Bench::of(zone);
    bench.join(1, Vec3::default());
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 5 });
    bench.step();
    assert_eq!(explained(&bench), [70], "the first of two");
    let goes = |bench: &mut Bench, new_zone_id| {
        let change = ClientZoneChange {
            new_zone_id,
            ..ClientZoneChange::default()
        };
        bench.say(1, &change);
        bench.step();
    };
    for zone in [5, 9, 9, 8, 5] {
        goes(&mut bench, zone);
    }
    assert_eq!(explained(&bench), [70, 71, 70]);
}
