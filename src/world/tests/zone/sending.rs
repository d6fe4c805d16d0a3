//! Ways laid by hand: for creatures, for platforms and who stands on them, for players, whose
//! clients get their unit back; and creatures that keep their place beside somebody.

use bezgelor_core::Vec3;
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use command::argument::{Bend, Travel};
use game::wander::WANDER_RANGE;
use protocol::enums::{SplineMode, SplineType};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Move;

use crate::bench::{Bench, spawn};
use crate::hunting::{
    CATTLE, bench, creature, enter, look_at, motions, order, places, steps, walk,
};

const PLATFORM: u8 = 11;

fn at(x: f32, z: f32) -> Vec3 {
    Vec3::new(x, 0.0, z)
}

fn launch(mode: Option<Travel>, speed: Option<f32>, curve: Option<Bend>) -> ZoneCommand {
    ZoneCommand::MovementSplineLaunch { mode, speed, curve }
}

fn add(bench: &mut Bench) -> Vec<String> {
    order(bench, 1, ZoneCommand::MovementSplineAdd {}).expect("added")
}

/// Where unit 1 is.
fn place(bench: &mut Bench) -> Vec3 {
    places(bench)[0].1
}

fn near(a: Vec3, b: Vec3, by: f32) -> bool {
    a.distance_squared(b).sqrt() <= by
}

/// A game master who looks at unit 1 and has laid a way for it: from the unit to (10, 0) and on to
/// (10, 8), where it stands.
fn laid(spawn: Spawn) -> Bench {
    let mut bench = bench(&[spawn]);
    enter(&mut bench, 1, at(10.0, 0.0));
    look_at(&mut bench, 1, 1);
    let said = add(&mut bench);
    assert_eq!(
        said,
        ["The way of unit 1 has 2 points, the last at 10.0 0.0 0.0."]
    );
    assert_eq!(add(&mut bench), said, "a point twice is one");
    walk(&mut bench, 1, at(10.0, 0.0), at(10.0, 8.0));
    add(&mut bench);
    bench.hush();
    bench
}

fn cow() -> Spawn {
    creature(1, CATTLE, at(0.0, 0.0))
}

#[test]
fn a_creature_goes_along_points_laid_by_hand_and_stays_at_the_last() {
    let mut bench = laid(cow());
    order(&mut bench, 1, launch(None, None, None)).expect("it goes");
    let told = motions(&bench, 1, 1);
    let Move::SetPositionPath {
        positions,
        speed,
        type_,
        mode,
        ..
    } = &told[0][0]
    else {
        panic!("no way: {told:?}");
    };
    assert_eq!((*type_, *mode), (SplineType::Linear, SplineMode::OneShot));
    assert!((speed - 3.0).abs() < f32::EPSILON);
    let corners = [at(0.0, 0.0), at(10.0, 0.0), at(10.0, 8.0)];
    assert_eq!(positions[1..4], corners, "between two that nobody travels");
    // 18 units at 3 a second.
    steps(&mut bench, 60);
    assert!(near(place(&mut bench), at(9.2, 0.0), 0.2));
    steps(&mut bench, 80);
    assert_eq!(place(&mut bench), at(10.0, 8.0));
    let last = motions(&bench, 1, 1);
    assert!(matches!(
        last.last().expect("told")[0],
        Move::SetPosition { .. }
    ));
    steps(&mut bench, 400);
    assert_eq!(place(&mut bench), at(10.0, 8.0), "it stays");
    let again = order(&mut bench, 1, launch(None, None, None));
    assert!(again.is_err(), "its way is used up: {again:?}");
    order(&mut bench, 1, ZoneCommand::EntityHome {}).expect("home");
    steps(&mut bench, 60);
    assert_eq!(place(&mut bench), at(0.0, 0.0));
}

#[test]
fn who_comes_late_is_told_how_far_a_creature_is_on_a_curve() {
    let mut bench = laid(cow());
    let curve = launch(
        Some(Travel::BackAndForth),
        Some(5.0),
        Some(Bend::CatmullRom),
    );
    order(&mut bench, 1, curve).expect("it goes");
    steps(&mut bench, 39);
    bench.enter(2, at(40.0, 0.0));
    let create: Vec<ServerEntityCreate> = bench.client(2).all();
    let create = create.iter().find(|create| create.guid == 1);
    let told = motions(&bench, 2, 1);
    let create = create.map(|create| create.commands[0].model.clone());
    let (mode, offset) = [create, told.first().map(|told| told[0].clone())]
        .into_iter()
        .flatten()
        .find_map(|model| match model {
            Move::SetPositionPath {
                type_: SplineType::CatmullRom,
                mode,
                offset,
                ..
            } => Some((mode, offset)),
            _ => None,
        })
        .expect("its way");
    assert_eq!(mode, SplineMode::BackAndForth);
    assert!((1_900..2_200).contains(&offset), "{offset}");
    // To and fro for ever, and never far from its points.
    for _ in 0..20 {
        steps(&mut bench, 25);
        let there = place(&mut bench);
        assert!((-1.0..13.0).contains(&there.x) && (-3.0..9.0).contains(&there.z));
    }
}

#[test]
fn a_platform_that_is_sent_carries_who_stands_on_it() {
    let platform = Spawn {
        entity_type: PLATFORM,
        ..spawn(1, at(0.0, 0.0))
    };
    let mut bench = laid(platform);
    bench.enter(2, at(0.0, 0.0));
    let items = [
        Move::SetPlatform { unit_id: 1 },
        Move::SetPosition {
            position: at(1.0, 0.0),
            blend: true,
        },
    ];
    let items = items.map(|model| ClientEntityCommandItems { model }).into();
    bench.say(2, &ClientEntityCommand { time: 1, items });
    bench.step();
    order(&mut bench, 1, launch(None, Some(9.0), None)).expect("it goes");
    steps(&mut bench, 60);
    assert_eq!(place(&mut bench), at(10.0, 8.0));
    bench.hush();
    bench.enter(3, at(20.0, 0.0));
    let create: Vec<ServerEntityCreate> = bench.client(3).all();
    let rider = bench.client(2).own.expect("here");
    let create = create.iter().find(|create| create.guid == rider);
    let commands = &create.expect("it is near").commands;
    assert_eq!(commands[0].model, Move::SetPlatform { unit_id: 1 });
    assert_eq!(bench.zone.counters().steps_refused, 0);
}

#[test]
fn a_player_that_is_sent_gets_its_unit_back_at_the_end() {
    let mut bench = bench(&[]);
    enter(&mut bench, 1, at(0.0, 0.0));
    add(&mut bench);
    walk(&mut bench, 1, at(0.0, 0.0), at(6.0, 0.0));
    add(&mut bench);
    enter(&mut bench, 2, at(3.0, 3.0));
    let own = bench.client(1).own.expect("here");
    let for_ever = launch(Some(Travel::Cyclic), None, None);
    assert!(
        order(&mut bench, 1, for_ever).is_err(),
        "players travel once"
    );
    walk(&mut bench, 1, at(6.0, 0.0), at(6.0, 6.0));
    bench.hush();
    // From where it is over the second point.
    order(&mut bench, 1, launch(None, Some(6.0), None)).expect("it goes");
    for number in [1, 2] {
        let told: Vec<ServerEntityCommand> = bench.client(number).all();
        let told = told.iter().find(|told| told.guid == own).expect("told");
        assert!(told.server_controlled, "{number}");
        assert!(matches!(
            told.commands[0].model,
            Move::SetPositionPath { .. }
        ));
    }
    // What its client says meanwhile was said before it knew.
    bench.walk(1, at(50.0, 50.0));
    steps(&mut bench, 22);
    let control: Vec<ServerMovementControl> = bench.client(1).all();
    let [control] = control.as_slice() else {
        panic!("handed back once: {control:?}");
    };
    bench.say(
        1,
        &Server0635 {
            unknown0: control.ticket,
        },
    );
    bench.step();
    bench.hush();
    bench.walk(1, at(6.5, 0.0));
    bench.step();
    let told = motions(&bench, 2, own);
    let Some(Move::SetPosition { position, .. }) = told.last().and_then(|told| told.first()) else {
        panic!("it does not walk: {told:?}");
    };
    assert_eq!(*position, at(6.5, 0.0), "from where its way led it");
    let counters = bench.zone.counters();
    assert_eq!((counters.steps_refused, counters.senseless), (0, 0));
}

#[test]
fn a_creature_comes_when_it_is_called_and_strolls_when_it_is_told() {
    let mut bench = bench(&[cow()]);
    enter(&mut bench, 1, at(20.0, 5.0));
    let nobody = order(&mut bench, 1, ZoneCommand::MovementGeneratorDirect {});
    assert!(nobody.is_err(), "one does not come to oneself: {nobody:?}");
    look_at(&mut bench, 1, 1);
    order(&mut bench, 1, ZoneCommand::MovementGeneratorDirect {}).expect("it comes");
    steps(&mut bench, 150);
    assert!(near(place(&mut bench), at(20.0, 5.0), 0.01));
    let mut before = at(20.0, 5.0);
    for _ in 0..5 {
        order(&mut bench, 1, ZoneCommand::MovementGeneratorRandom {}).expect("it goes");
        steps(&mut bench, 220);
        let there = place(&mut bench);
        assert!(near(there, at(0.0, 0.0), WANDER_RANGE + 0.01), "{there:?}");
        assert_ne!(there, before);
        before = there;
    }
}

#[test]
fn orders_without_sense_are_answered_and_change_nothing() {
    let chest = Spawn {
        entity_type: 1,
        ..spawn(2, at(0.0, 5.0))
    };
    let mut bench = bench(&[cow(), chest]);
    enter(&mut bench, 1, at(10.0, 0.0));
    look_at(&mut bench, 1, 2);
    let add = || ZoneCommand::MovementSplineAdd {};
    assert!(order(&mut bench, 1, add()).is_err(), "a chest stays");
    look_at(&mut bench, 1, 1);
    assert!(
        order(&mut bench, 1, launch(None, None, None)).is_err(),
        "no points"
    );
    order(&mut bench, 1, add()).expect("added");
    for speed in [0.0, -3.0, 1e9, f32::NAN] {
        let fast = launch(None, Some(speed), None);
        assert!(order(&mut bench, 1, fast).is_err(), "{speed}");
    }
    let clear = ZoneCommand::MovementSplineClear {};
    let said = order(&mut bench, 1, clear).expect("cleared");
    assert_eq!(said, ["2 points are forgotten."]);
    assert!(
        order(&mut bench, 1, launch(None, None, None)).is_err(),
        "no points"
    );
    assert_eq!(place(&mut bench), at(0.0, 0.0));
}

#[test]
fn what_was_sent_fights_who_attacks_it_and_goes_where_it_belongs() {
    let mut bench = laid(cow());
    order(&mut bench, 1, launch(None, Some(9.0), None)).expect("it goes");
    steps(&mut bench, 60);
    assert_eq!(place(&mut bench), at(10.0, 8.0));
    walk(&mut bench, 1, at(10.0, 8.0), at(16.0, 8.0));
    let hated = ZoneCommand::EntityThreatAdjust { amount: 100 };
    order(&mut bench, 1, hated).expect("it hates");
    steps(&mut bench, 40);
    assert!(near(place(&mut bench), at(16.0, 8.0), 5.0), "it came");
    let forget = |unit| ZoneCommand::EntityThreatRemove { unit };
    let nobody = order(&mut bench, 1, forget(Some(999)));
    assert_eq!(nobody, Err("It hates no unit 999.".into()));
    let foes = order(&mut bench, 1, ZoneCommand::EntityThreatList {}).expect("told");
    let own = foes
        .last()
        .and_then(|line| line.trim().split(':').next()?.parse().ok());
    order(&mut bench, 1, forget(own)).expect("it forgets");
    let foes = order(&mut bench, 1, ZoneCommand::EntityThreatList {}).expect("told");
    assert_eq!(foes.len(), 1, "{foes:?}");
    steps(&mut bench, 120);
    assert_eq!(place(&mut bench), at(0.0, 0.0));
}

#[test]
fn a_follower_keeps_its_place_beside_its_leader() {
    let mut bench = bench(&[cow()]);
    enter(&mut bench, 1, at(5.0, 0.0));
    look_at(&mut bench, 1, 1);
    let far = ZoneCommand::EntityFormation {
        right: Some(100.0),
        ahead: None,
    };
    assert!(
        order(&mut bench, 1, far).is_err(),
        "that is no place beside"
    );
    let beside = ZoneCommand::EntityFormation {
        right: Some(4.0),
        ahead: Some(-2.0),
    };
    order(&mut bench, 1, beside).expect("it falls in");
    steps(&mut bench, 60);
    // Its leader looks north: right is east, behind is south.
    assert!(near(place(&mut bench), at(9.0, 2.0), 0.8));
    walk(&mut bench, 1, at(5.0, 0.0), at(5.0, -30.0));
    steps(&mut bench, 60);
    assert!(near(place(&mut bench), at(9.0, -28.0), 0.8));
    // It turns to the east, and its place with it.
    let items = vec![ClientEntityCommandItems {
        model: Move::SetRotation {
            rotation: Vec3::new(-std::f32::consts::FRAC_PI_2, 0.0, 0.0),
            blend: true,
        },
    }];
    bench.say(1, &ClientEntityCommand { time: 1, items });
    steps(&mut bench, 60);
    assert!(near(place(&mut bench), at(3.0, -26.0), 0.8));
    bench
        .inputs
        .leave(
            bezgelor_core::ids::ConnectionId(1),
            ::world::LeaveReason::LinkLost,
        )
        .expect("room");
    bench.enter(2, at(0.0, 40.0));
    steps(&mut bench, 200);
    assert_eq!(
        place(&mut bench),
        at(0.0, 0.0),
        "without a leader it goes home"
    );
}
