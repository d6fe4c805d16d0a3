//! Things and people a player deals with: doors, chairs, talk, looks and searches.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::who::{Person, find};
use ::world::{Command, Event, Order, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, CreatureId};
use bezgelor_core::limits::WHO_RESULTS_MAX;
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use protocol::enums::{Class, StandState, Stat, WhoResult};
use protocol::messages::*;
use protocol::structs::{StatValueInitialTypeSwitch, WhoParameter};
use protocol::unions::IWhoParameterData as Wanted;

use crate::bench::{Bench, config, spawn};
use crate::hunting::order;

const CHAIR: CreatureId = CreatureId(60);

fn at(x: f32) -> Vec3 {
    Vec3::new(x, 0.0, 0.0)
}

/// Units 1 and 2 are chairs, 3 is a door, 4 somebody to talk to.
fn bench() -> Bench {
    let chair = Creature {
        id: CHAIR,
        activation_flags: 0x0020_0000,
        ..Creature::default()
    };
    let data = WorldData::new(vec![chair], Vec::new(), Vec::new(), Vec::new());
    let of_kind = |number: u64, x: f32, entity_type: u8, creature_id: u32| Spawn {
        entity_type,
        creature_id: CreatureId(creature_id),
        stats: Vec::new(),
        ..spawn(number, at(x))
    };
    let spawns = [
        of_kind(1, 2.0, 10, CHAIR.0),
        of_kind(2, 4.0, 10, CHAIR.0),
        of_kind(3, 6.0, 4, 70),
        of_kind(4, 8.0, 0, 50),
    ];
    Bench::of(Zone::new(config(), Arc::new(data), &spawns))
}

fn own(bench: &Bench, number: u64) -> u32 {
    bench.client(number).own.expect("it is here")
}

fn sit(bench: &mut Bench, number: u64, chair_unit_id: u32, remove: bool) {
    let message = ClientEntityInteractChair {
        chair_unit_id,
        remove,
    };
    bench.say(number, &message);
    bench.step();
}

/// (unit, chair) a client was told of, in order.
fn places(bench: &Bench, number: u64) -> Vec<(u32, u32)> {
    let told: Vec<ServerUnitSetChair> = bench.client(number).all();
    told.iter()
        .map(|told| (told.unit_id, told.unit_id_chair))
        .collect()
}

fn uses(bench: &Bench, number: u64) -> Vec<(u32, bool)> {
    let told: Vec<ServerEntityInteractiveUpdate> = bench.client(number).all();
    told.iter()
        .map(|told| (told.unit_id, told.in_use))
        .collect()
}

#[test]
fn a_chair_holds_one_and_everybody_sees_who() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    bench.enter(2, at(1.0));
    let (first, second) = (own(&bench, 1), own(&bench, 2));
    bench.hush();
    sit(&mut bench, 1, 1, false);
    for number in [1, 2] {
        assert_eq!(uses(&bench, number), [(1, true)]);
        assert_eq!(places(&bench, number), [(first, 1)]);
    }
    // Taken, no chair, nobody.
    for wrong in [1, 4, 0xFFFF] {
        sit(&mut bench, 2, wrong, false);
    }
    assert_eq!(places(&bench, 2).len(), 1);
    assert_eq!(bench.zone.counters().senseless, 3);
    // Who comes later sees the sitter on the chair.
    bench.enter(3, at(5.0));
    assert_eq!(places(&bench, 3), [(first, 1)]);
    assert_eq!(uses(&bench, 3), [(1, true)]);
    // From one chair to the next, then up.
    bench.hush();
    sit(&mut bench, 1, 2, false);
    assert_eq!(uses(&bench, 3), [(1, false), (2, true)]);
    assert_eq!(places(&bench, 3), [(first, 0), (first, 2)]);
    sit(&mut bench, 2, 1, false);
    assert_eq!(places(&bench, 1).last(), Some(&(second, 1)));
    sit(&mut bench, 1, 0, true);
    assert_eq!(places(&bench, 2).last(), Some(&(first, 0)));
}

#[test]
fn who_walks_away_stands_up_or_leaves_frees_its_chair() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    bench.enter(2, at(1.0));
    let sitter = own(&bench, 1);
    let freed = |bench: &Bench| places(bench, 2).last() == Some(&(sitter, 0));
    sit(&mut bench, 1, 1, false);
    bench.walk(1, at(2.5));
    bench.step();
    assert!(!freed(&bench), "sitting down moves a little");
    bench.step_after(500);
    bench.walk(1, at(8.0));
    bench.step();
    assert!(freed(&bench));
    bench.hush();
    sit(&mut bench, 1, 1, false);
    bench.say(1, &ClientEmote::default());
    bench.step();
    assert!(freed(&bench));
    bench.hush();
    sit(&mut bench, 1, 1, false);
    let reason = ::world::LeaveReason::LinkLost;
    let connection = ConnectionId(1);
    bench.inputs.leave(connection, reason).expect("room");
    bench.step();
    assert_eq!(uses(&bench, 2).last(), Some(&(1, false)));
    sit(&mut bench, 2, 1, false);
    assert_eq!(places(&bench, 2).last(), Some(&(own(&bench, 2), 1)));
}

#[test]
fn doors_open_and_close_and_late_comers_see_them_as_they_are() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    let state = |bench: &Bench, number: u64| {
        let creates: Vec<ServerEntityCreate> = bench.client(number).all();
        let door = creates
            .into_iter()
            .find(|create| create.guid == 3)
            .expect("the door");
        let stand = door.stats.iter().find(|stat| stat.stat == Stat::StandState);
        match stand.expect("a stand state").type_ {
            StatValueInitialTypeSwitch::Integer { value } => StandState(value),
            _ => panic!("no number"),
        }
    };
    assert_eq!(state(&bench, 1), StandState::State0, "closed");
    let use_door = ClientActivateUnit { unit_id: 3 };
    bench.say(1, &use_door);
    bench.step();
    let told: Vec<ServerEmote> = bench.client(1).all();
    assert_eq!((told[0].guid, told[0].stand_state), (3, StandState::State1));
    bench.enter(2, at(1.0));
    assert_eq!(state(&bench, 2), StandState::State1, "open");
    bench.say(2, &use_door);
    bench.step();
    let told: Vec<ServerEmote> = bench.client(1).all();
    assert_eq!(told[1].stand_state, StandState::State0);
    // Out of reach, though in sight.
    bench.enter(3, at(60.0));
    bench.say(3, &use_door);
    bench.step();
    assert_eq!(bench.client(3).all::<ServerEmote>(), []);
    assert_eq!(bench.zone.counters().senseless, 1);
}

#[test]
fn doors_around_a_character_are_opened_and_closed_by_command() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    let open = |range| ZoneCommand::DoorOpen {
        range,
        player: None,
    };
    let close = ZoneCommand::DoorClose {
        range: Some(512.0),
        player: None,
    };
    let told = |bench: &Bench| -> Vec<(u32, StandState)> {
        let told = bench.client(1).all::<ServerEmote>();
        told.iter()
            .map(|told| (told.guid, told.stand_state))
            .collect()
    };
    assert!(order(&mut bench, 1, open(Some(5.9))).is_err(), "too far");
    let said = order(&mut bench, 1, open(None)).expect("in reach");
    assert_eq!(said, ["Doors within 10: 1, opened now: 1."]);
    let again = order(&mut bench, 1, open(Some(6.1))).expect("in reach");
    assert_eq!(again, ["Doors within 6.1: 1, opened now: 0."]);
    order(&mut bench, 1, close).expect("in reach");
    assert_eq!(
        told(&bench),
        [(3, StandState::State1), (3, StandState::State0)],
        "an open door is not opened again"
    );
    for wrong in [-1.0, 513.0] {
        let said = order(&mut bench, 1, open(Some(wrong)));
        assert_eq!(said, Err("A range lies between 0 and 512.".into()));
    }
}

#[test]
fn a_dialog_begins_with_whom_one_reaches() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    for (guid, event) in [(4, 37), (4, 49), (99, 37)] {
        bench.say(1, &ClientEntityInteract { guid, event });
    }
    bench.step();
    let told: Vec<ServerDialogStart> = bench.client(1).all();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].dialog_unit_id, 4);
    assert_eq!(bench.zone.counters().senseless, 1);
}

#[test]
fn one_sees_what_others_wear_and_nothing_else() {
    let mut bench = bench();
    bench.enter(1, at(0.0));
    bench.enter(2, at(1.0));
    let guid = own(&bench, 2);
    bench.say(1, &ClientInspectPlayerRequest { guid });
    bench.say(1, &ClientInspectPlayerRequest { guid: 4 });
    bench.step();
    let told: Vec<ServerInspectPlayerResponse> = bench.client(1).all();
    assert_eq!(told.len(), 1, "a creature wears nothing");
    let items: Vec<u64> = told[0].items.iter().map(|item| item.guid).collect();
    assert_eq!(
        (told[0].guid, items),
        (guid, vec![1]),
        "what lies in the bags is private"
    );
}

/// Levels over ten of those whom a search finds of four players, as its client is told.
fn found(bench: &mut Bench, parameter: Vec<WhoParameter>, counts: Vec<i32>) -> Vec<u32> {
    let person = |number: u8| Person {
        name: format!("Testa Nummer{number}"),
        level: number * 10,
        class: if number == 4 { 5 } else { 1 },
        ..Person::default()
    };
    bench.hush();
    bench.say(
        1,
        &ClientWhoRequest {
            parameter,
            parameter_group_counts: counts,
        },
    );
    bench.step();
    let [Event::Who { request, .. }] = &bench.events[..] else {
        panic!("the realm is not asked but {:?}", bench.events);
    };
    let (people, is_partial) = find(request, (1..=4).map(person));
    let order = Order::Who {
        connection: ConnectionId(1),
        people,
        is_partial,
    };
    let command = Command::Order(Box::new(order));
    bench.inputs.command(command).expect("room");
    bench.step();
    let [answer]: [ServerWhoResponse; 1] = bench.client(1).all().try_into().expect("one answer");
    assert_eq!(answer.result, WhoResult::OK);
    let players = answer.players.iter();
    players.map(|player| player.level / 10).collect()
}

#[test]
fn searches_find_by_groups_of_conditions() {
    let mut bench = bench();
    bench.enter(1, at(1.0));
    let level = |bottom_level, top_level| WhoParameter {
        data: Wanted::Level {
            bottom_level,
            top_level,
        },
    };
    let class = |class| WhoParameter {
        data: Wanted::Class {
            class_id: Class(class),
        },
    };
    let name = |text: &str| WhoParameter {
        data: Wanted::Player {
            player_name: text.into(),
        },
    };
    assert_eq!(found(&mut bench, vec![], vec![]), [1, 2, 3, 4]);
    assert_eq!(found(&mut bench, vec![level(15, 40)], vec![1]), [2, 3, 4]);
    let both = || vec![level(15, 40), class(1)];
    assert_eq!(
        found(&mut bench, both(), vec![1, 1]),
        [2, 3],
        "one of each group"
    );
    assert_eq!(
        found(&mut bench, both(), vec![2]),
        [1, 2, 3, 4],
        "any of one group"
    );
    assert_eq!(found(&mut bench, both(), vec![-7, 9999]), [1, 2, 3, 4]);
    assert_eq!(found(&mut bench, both(), vec![]), [2, 3]);
    assert_eq!(found(&mut bench, vec![name("NUMMER3")], vec![1]), [3]);
    assert_eq!(found(&mut bench, vec![name("nobody")], vec![1]), [0_u32; 0]);
}

#[test]
fn a_search_that_finds_too_many_says_so() {
    let many = vec![Person::default(); WHO_RESULTS_MAX + 1];
    let everybody = ClientWhoRequest::default();
    let (found, is_partial) = find(&everybody, many.iter().cloned());
    assert_eq!((found.len(), is_partial), (WHO_RESULTS_MAX, true));
    let (found, is_partial) = find(&everybody, many[1..].iter().cloned());
    assert_eq!((found.len(), is_partial), (WHO_RESULTS_MAX, false));
}
