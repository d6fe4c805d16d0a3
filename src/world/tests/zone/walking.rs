//! Movement: what is believed, what is told to whom, and what is not believed.

use crate::bench::{Bench, config, data};
use ::world::{Disbelief, DisconnectReason, Event, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::limits::{REFUSED_STEPS_MAX, REFUSED_STEPS_TOLD};
use game::movement::{SPARE_RISE, StepFault};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Cmd;

const ORIGIN: Vec3 = Vec3::new(0.0, 0.0, 0.0);

fn position(message: &ServerEntityCommand) -> Vec3 {
    let mut positions = message
        .commands
        .iter()
        .filter_map(|command| match command.model {
            Cmd::SetPosition { position, .. } => Some(position),
            _ => None,
        });
    positions.next_back().expect("a position")
}

#[test]
fn all_steps_of_a_tick_are_one_message_to_the_others() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    bench.walk(1, Vec3::new(0.5, 0.0, 0.0));
    bench.walk(1, Vec3::new(1.0, 0.0, 0.0));
    bench.step();
    assert!(bench.client(1).inbox.is_empty(), "the mover knows");
    let told = bench.client(2).all::<ServerEntityCommand>();
    assert_eq!(told.len(), 1);
    assert_eq!(position(&told[0]), Vec3::new(1.0, 0.0, 0.0));
    assert_eq!(Some(told[0].guid), bench.client(1).own);
    assert!(!told[0].server_controlled && !told[0].time_reset);
}

#[test]
fn a_leap_is_taken_back_until_the_client_acknowledges() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    bench.walk(1, Vec3::new(1000.0, 0.0, 0.0));
    bench.step();
    let client = bench.client(1);
    assert_eq!(client.opcodes(), [0x0638, 0x0636]);
    let correction = &client.all::<ServerEntityCommand>()[0];
    assert!(correction.server_controlled && correction.time_reset);
    assert_eq!(position(correction), ORIGIN);
    let ticket = client.all::<ServerMovementControl>()[0].ticket;
    assert_eq!(ticket, 2, "1 was given on entering");
    bench.enter(2, ORIGIN);
    bench.hush();
    // Said before the client heard of the correction.
    bench.walk(1, Vec3::new(1000.5, 0.0, 0.0));
    bench.say(
        1,
        &Server0635 {
            unknown0: ticket - 1,
        },
    );
    bench.walk(1, Vec3::new(1001.0, 0.0, 0.0));
    bench.step();
    assert!(bench.client(2).inbox.is_empty());
    assert_eq!(bench.zone.counters().steps_refused, 1);
    bench.say(1, &Server0635 { unknown0: ticket });
    bench.walk(1, Vec3::new(0.5, 0.0, 0.0));
    bench.step();
    assert_eq!(bench.client(2).all::<ServerEntityCommand>().len(), 1);
}

#[test]
fn a_client_that_never_acknowledges_gets_control_back_in_time() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.walk(1, Vec3::new(1000.0, 0.0, 0.0));
    bench.step();
    bench.hush();
    bench.step_after(6000);
    bench.walk(1, Vec3::new(0.5, 0.0, 0.0));
    bench.step();
    assert_eq!(bench.client(2).all::<ServerEntityCommand>().len(), 1);
}

/// Leaps and owns up to it until there were so many or it is sent away; what was told of it.
fn leap(bench: &mut Bench, leaps: u32) -> Vec<Event> {
    misbehave(bench, leaps, |bench| {
        bench.walk(1, Vec3::new(1000.0, 0.0, 0.0));
    })
}

/// As [`leap`], by what `act` does.
fn misbehave(bench: &mut Bench, times: u32, act: impl Fn(&mut Bench)) -> Vec<Event> {
    let mut told = Vec::new();
    bench.enter(1, ORIGIN);
    for ticket in 2..times + 2 {
        act(bench);
        bench.step();
        told.append(&mut bench.events);
        if bench.zone.player_count() == 0 {
            break;
        }
        bench.say(1, &Server0635 { unknown0: ticket });
        bench.step();
    }
    told
}

/// As an operator is told of it.
fn evidence(told: &Event) -> (u32, bool) {
    let Event::Disbelieved(Disbelief {
        at,
        fault,
        score,
        is_sent_away,
        ..
    }) = *told
    else {
        panic!("{told:?}");
    };
    assert_eq!(at, ORIGIN);
    let StepFault::TooFar { moved, allowed } = fault else {
        panic!("{fault}");
    };
    assert!(moved > 999.0 && allowed < 100.0, "{fault}");
    (score, is_sent_away)
}

#[test]
fn who_leaps_again_and_again_is_named_and_then_sent_away() {
    let mut bench = Bench::new(&[]);
    let told = leap(&mut bench, 100);
    let [warned, judged, sent_away] = &told[..] else {
        panic!("{told:?}");
    };
    assert_eq!(evidence(warned), (REFUSED_STEPS_TOLD, false));
    assert_eq!(evidence(judged), (REFUSED_STEPS_MAX + 1, true));
    let Event::Disconnect { reason, .. } = sent_away else {
        panic!("{sent_away:?}");
    };
    assert_eq!(*reason, DisconnectReason::Movement);
    assert_eq!(bench.out.saves()[0].placement.position, ORIGIN);
}

#[test]
fn a_realm_that_sends_nobody_away_takes_back_all_the_same() {
    let config = ::world::ZoneConfig {
        refused_steps_max: 0,
        ..config()
    };
    let mut bench = Bench::of(Zone::new(config, data(), &[]));
    let told = leap(&mut bench, 100);
    let [warned] = &told[..] else {
        panic!("{told:?}");
    };
    assert_eq!(evidence(warned), (REFUSED_STEPS_TOLD, false));
    let counters = bench.zone.counters();
    assert_eq!(
        (bench.zone.player_count(), counters.steps_refused),
        (1, 100)
    );
}

#[test]
fn angles_that_are_none_count_as_steps_do_and_are_told_as_seldom() {
    let mut bench = Bench::new(&[]);
    let told = misbehave(&mut bench, 98, |bench| {
        let rotation = Vec3::new(f32::NAN, 0.0, 0.0);
        let blend = false;
        let model = Cmd::SetRotation { rotation, blend };
        let items = vec![ClientEntityCommandItems { model }];
        bench.say(1, &ClientEntityCommand { time: 1, items });
    });
    let [
        Event::Disbelieved(warned),
        Event::Disbelieved(judged),
        sent_away,
    ] = &told[..]
    else {
        panic!("{told:?}");
    };
    assert_eq!(warned.fault, StepFault::NoPlace);
    assert_eq!(
        (warned.score, judged.score),
        (REFUSED_STEPS_TOLD, REFUSED_STEPS_MAX + 1)
    );
    assert!(matches!(sent_away, Event::Disconnect { .. }));
}

/// Rises straight up, far slower than anybody jumps; whether all of it was believed.
fn rise(bench: &mut Bench) -> bool {
    bench.enter(1, ORIGIN);
    let mut height = 0.0;
    while height < SPARE_RISE + 20.0 {
        height += 1.0;
        bench.walk(1, Vec3::new(0.0, height, 0.0));
        bench.step_after(250);
    }
    bench.zone.counters().steps_refused == 0
}

#[test]
fn who_rises_into_the_air_over_ground_is_put_back_and_where_nothing_is_known_is_believed() {
    assert!(!rise(&mut crate::exploring::bench()));
    assert!(rise(&mut Bench::new(&[])), "it may be stairs of any kind");
}

#[test]
fn commands_only_a_server_gives_are_not_taken_from_a_client() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    let model = Cmd::SetPositionProjectile {
        end: Vec3::new(900.0, 0.0, 0.0),
        start: ORIGIN,
        flight_time: 1,
        gravity: 0.0,
        offset: 0,
        blend: false,
    };
    let items = vec![ClientEntityCommandItems { model }];
    bench.say(1, &ClientEntityCommand { time: 0, items });
    let items = vec![ClientEntityCommandItems {
        model: Cmd::SetScale {
            scale: 40.0,
            blend: false,
        },
    }];
    bench.say(1, &ClientEntityCommand { time: 0, items });
    bench.step();
    assert!(bench.client(2).inbox.is_empty());
    assert_eq!(bench.zone.counters().senseless, 2);
}

#[test]
fn broken_bodies_end_the_connection_and_save_the_character() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    for body in [
        &[0_u8, 0, 0, 0, 255, 255, 255, 255][..],
        &[1],
        &[0, 0, 0, 0, 1, 0, 0, 0, 31],
    ] {
        bench.enter(5, ORIGIN);
        bench
            .inputs
            .message(bezgelor_core::ids::ConnectionId(5), 0x0637, body)
            .expect("room");
        bench.step();
        let [Event::Disconnect { reason, .. }] = bench.events.as_slice() else {
            panic!("{body:?}: {:?}", bench.events);
        };
        assert_eq!(*reason, DisconnectReason::Malformed { opcode: 0x0637 });
        assert_eq!(bench.out.saves().len(), 1);
    }
    assert_eq!(
        bench.client(1).sees.len(),
        1,
        "the others saw each of them go"
    );
}

#[test]
fn units_appear_and_vanish_at_exactly_the_range() {
    let mut bench = Bench::new(&[crate::bench::spawn(1, Vec3::new(128.0, 0.0, 0.0))]);
    bench.enter(1, ORIGIN);
    assert_eq!(bench.client(1).sees.len(), 2);
    bench.walk(1, Vec3::new(-0.1, 0.0, 0.0));
    bench.step();
    assert_eq!(bench.client(1).sees.len(), 1);
    bench.walk(1, ORIGIN);
    bench.step();
    assert_eq!(bench.client(1).sees.len(), 2);
}

#[test]
fn a_crowd_is_shown_nearest_first_and_in_the_end_whole() {
    let crowd: Vec<_> = (0..300)
        .map(|i| crate::bench::spawn(i, Vec3::new(0.3 * i as f32, 0.0, 0.0)))
        .collect();
    let mut bench = Bench::new(&crowd);
    bench.join(1, ORIGIN);
    bench.step();
    let most = bezgelor_core::limits::APPEARANCES_PER_TICK_MAX + 1;
    assert_eq!(bench.client(1).sees.len(), most);
    let farthest = bench.client(1).all::<ServerEntityCreate>();
    let farthest = farthest.iter().flat_map(|create| &create.commands);
    let farthest = farthest.filter_map(|command| match command.model {
        Cmd::SetPosition { position, .. } => Some(position.x),
        _ => None,
    });
    assert!(farthest.fold(0.0, f32::max) < 0.3 * most as f32);
    bench.step();
    bench.step();
    assert_eq!(bench.client(1).sees.len(), 301);
}

#[test]
fn the_ground_lets_nobody_through() {
    let mut bench = crate::exploring::bench();
    bench.enter(1, ORIGIN);
    bench.walk(1, ORIGIN);
    bench.step_after(1000);
    bench.hush();
    bench.walk(1, Vec3::new(1.0, -10.0, 0.0));
    bench.step_after(1000);
    let correction = &bench.client(1).all::<ServerEntityCommand>()[0];
    assert!(correction.server_controlled);
    assert_eq!(position(correction), ORIGIN);
    assert_eq!(bench.zone.counters().steps_refused, 1);
}

#[test]
fn a_velocity_nobody_can_have_is_told_to_nobody() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    let say = |bench: &mut Bench, x: f32| {
        let velocity = Vec3::new(x, 0.0, 0.0);
        let blend = false;
        let model = Cmd::SetVelocity { velocity, blend };
        let items = vec![ClientEntityCommandItems { model }];
        bench.say(1, &ClientEntityCommand { time: 1, items });
        bench.step();
    };
    say(&mut bench, 14.0);
    assert_eq!(bench.zone.counters().steps_refused, 0);
    say(&mut bench, 5_000.0);
    assert_eq!(bench.zone.counters().steps_refused, 1);
    for told in bench.client(2).all::<ServerEntityCommand>() {
        let wild = told.commands.iter().any(|command| {
            matches!(command.model, Cmd::SetVelocity { velocity, .. } if velocity.x > 300.0)
        });
        assert!(!wild, "{told:?}");
    }
}
