//! Poses by order, and ways of other kinds than points: what is told, what late joiners are told,
//! and where things are.

use std::sync::Arc;

use ::world::maps::lands::Lands;
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use command::argument::Text;
use game::faction::Factions;
use game::spline::{Curve, Node, Spline};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Move;

use crate::bench::{Bench, config, spawn};
use crate::hunting::{enter, look_at, motions, order, places, steps};

fn at(x: f32, z: f32) -> Vec3 {
    Vec3::new(x, 0.0, z)
}

fn line(from: f32, to: f32) -> Arc<Spline> {
    let node = |x: f32| Node {
        position: at(x, 0.0),
        ..Node::default()
    };
    let nodes = [from, from, to, to].map(node);
    Arc::new(Spline::new(Curve::Linear, &nodes).expect("a course"))
}

/// A game master in (10, 0) who looks at unit 1, of this kind, in the origin. Spline 5 leads from
/// there to (20, 0), 6 on to (50, 0).
fn looking(entity_type: u8) -> Bench {
    let spawn = Spawn {
        entity_type,
        ..spawn(1, at(0.0, 0.0))
    };
    let splines = vec![(5, line(0.0, 20.0)), (6, line(20.0, 50.0))];
    let lands = Lands::new(Factions::default(), splines, Vec::new());
    let data = Arc::new(WorldData::default().with_lands(lands));
    let mut bench = Bench::of(Zone::new(config(), data, &[spawn]));
    enter(&mut bench, 1, at(10.0, 0.0));
    look_at(&mut bench, 1, 1);
    bench.hush();
    bench
}

fn place(bench: &mut Bench) -> Vec3 {
    places(bench)[0].1
}

fn near(a: Vec3, b: Vec3, by: f32) -> bool {
    a.distance_squared(b).sqrt() <= by
}

/// What somebody who comes now is told of unit 1.
fn late(bench: &mut Bench, number: u64) -> Vec<Move> {
    enter(bench, number, at(5.0, 5.0));
    let create: Vec<ServerEntityCreate> = bench.client(number).all();
    let create = create.iter().find(|create| create.guid == 1).expect("seen");
    let mut told: Vec<Move> = { create.commands.iter() }
        .map(|command| command.model.clone())
        .collect();
    told.extend(motions(bench, number, 1).into_iter().flatten());
    told
}

#[test]
fn a_spin_is_told_and_who_comes_late_is_told_how_long_it_spins() {
    let mut bench = looking(0);
    let spin = |turns, seconds| ZoneCommand::MovementSpin { turns, seconds };
    order(&mut bench, 1, spin(0.5, Some(10.0))).expect("it spins");
    let told = motions(&bench, 1, 1).concat();
    assert!(told.iter().any(|model| matches!(
        model,
        Move::SetRotationSpin {
            flight_time: 10_000,
            offset: 0,
            ..
        }
    )));
    steps(&mut bench, 39);
    let spins = late(&mut bench, 2)
        .into_iter()
        .find_map(|model| match model {
            Move::SetRotationSpin { offset, .. } => Some(offset),
            _ => None,
        });
    let offset = spins.expect("it spins");
    assert!((1_900..2_200).contains(&offset), "{offset}");
    assert!(order(&mut bench, 1, spin(99.0, None)).is_err());
    assert!(order(&mut bench, 1, spin(1.0, Some(f32::NAN))).is_err());
    bench.hush();
    order(&mut bench, 1, ZoneCommand::MovementUsual {}).expect("as usual");
    let told = motions(&bench, 2, 1).concat();
    assert!(
        told.iter()
            .any(|model| matches!(model, Move::SetRotation { .. })),
        "{told:?}"
    );
}

#[test]
fn a_size_grows_by_keys_and_is_one_value_afterwards() {
    let mut bench = looking(0);
    let scale = |factor, seconds| ZoneCommand::MovementScale { factor, seconds };
    order(&mut bench, 1, scale(2.0, Some(3.0))).expect("it grows");
    let told = motions(&bench, 1, 1).concat();
    let keys = told.iter().find_map(|model| match model {
        Move::SetScaleKeys { times, scales, .. } => Some((times.clone(), scales.clone())),
        _ => None,
    });
    let (times, scales) = keys.expect("it grows");
    assert_eq!((times[1] - times[0], scales), (3_000, vec![1.0, 2.0]));
    steps(&mut bench, 80);
    let blend = false;
    assert!(late(&mut bench, 2).contains(&Move::SetScale { scale: 2.0, blend }));
    // Its size stays when it has something to do.
    bench.hush();
    order(&mut bench, 1, ZoneCommand::EntityFollow {}).expect("it follows");
    assert!(
        motions(&bench, 2, 1)
            .concat()
            .contains(&Move::SetScale { scale: 2.0, blend })
    );
    assert!(order(&mut bench, 1, scale(0.0, None)).is_err());
}

#[test]
fn who_faces_somebody_looks_elsewhere_when_it_has_something_to_do() {
    let mut bench = looking(0);
    let own = bench.client(1).own.expect("here");
    order(&mut bench, 1, ZoneCommand::MovementFace {}).expect("it looks");
    let (unit_id, blend) = (own, false);
    let faces = Move::SetRotationFaceUnit { unit_id, blend };
    assert!(motions(&bench, 1, 1).concat().contains(&faces));
    assert!(late(&mut bench, 2).contains(&faces));
    bench.hush();
    order(&mut bench, 1, ZoneCommand::EntityHome {}).expect("it goes");
    steps(&mut bench, 40);
    let told = motions(&bench, 2, 1);
    assert!(!told.last().expect("told").contains(&faces), "{told:?}");
}

#[test]
fn a_throw_is_told_as_one_and_lands_where_its_thrower_stands() {
    let mut bench = looking(0);
    let throw = |seconds, gravity| ZoneCommand::MovementThrow { seconds, gravity };
    order(&mut bench, 1, throw(Some(2.0), Some(10.0))).expect("it flies");
    steps(&mut bench, 19);
    let top = place(&mut bench);
    assert!(near(top, Vec3::new(5.0, 5.0, 0.0), 0.3), "{top:?}");
    let told = late(&mut bench, 2);
    let flies = told.iter().find_map(|model| match model {
        Move::SetPositionProjectile {
            end,
            offset,
            flight_time: 2_000,
            ..
        } => Some((*end, *offset)),
        _ => None,
    });
    let (end, offset) = flies.expect("it flies");
    assert_eq!(end, at(10.0, 0.0));
    assert!((1_000..1_300).contains(&offset), "{offset}");
    steps(&mut bench, 40);
    assert_eq!(place(&mut bench), at(10.0, 0.0));
    assert!(order(&mut bench, 1, throw(Some(0.0), None)).is_err());
}

#[test]
fn a_lift_carries_who_stands_on_it() {
    let mut bench = looking(11);
    bench.enter(2, at(1.0, 0.0));
    let model = Move::SetPlatform { unit_id: 1 };
    let items = vec![ClientEntityCommandItems { model }];
    bench.say(2, &ClientEntityCommand { time: 1, items });
    bench.step();
    let lift = |height, seconds| ZoneCommand::MovementLift { height, seconds };
    order(&mut bench, 1, lift(30.0, Some(3.0))).expect("it goes");
    let told = motions(&bench, 1, 1).concat();
    assert!(
        told.iter()
            .any(|model| matches!(model, Move::SetPositionKeys { .. }))
    );
    steps(&mut bench, 70);
    assert_eq!(place(&mut bench), Vec3::new(0.0, 30.0, 0.0));
    // The rider steps off where the lift is: its first step on the ground is believed.
    let models = [
        Move::SetPlatform { unit_id: 0 },
        Move::SetPosition {
            position: Vec3::new(1.5, 30.0, 0.0),
            blend: true,
        },
    ];
    let items = models
        .map(|model| ClientEntityCommandItems { model })
        .into();
    bench.say(2, &ClientEntityCommand { time: 1, items });
    bench.step();
    assert_eq!(bench.zone.counters().steps_refused, 0);
    assert!(order(&mut bench, 1, lift(1e6, None)).is_err());
}

#[test]
fn splines_of_the_tables_are_travelled_as_one() {
    let mut bench = looking(0);
    let follow = |speed, splines: &str| ZoneCommand::MovementSplineFollow {
        speed,
        splines: Text(splines.into()),
    };
    assert!(
        order(&mut bench, 1, follow(10.0, "5 7")).is_err(),
        "there is no 7"
    );
    assert!(order(&mut bench, 1, follow(0.0, "5")).is_err(), "it stands");
    order(&mut bench, 1, follow(10.0, "5 6")).expect("it goes");
    let told = motions(&bench, 1, 1).concat();
    assert!(told.iter().any(|model| matches!(
        model,
        Move::SetPositionMultiSpline { spline_ids, .. } if *spline_ids == [5, 6]
    )));
    steps(&mut bench, 60);
    assert!(near(place(&mut bench), at(31.0, 0.0), 1.0), "on the second");
    let told = late(&mut bench, 2)
        .into_iter()
        .find_map(|model| match model {
            Move::SetPositionMultiSpline { position, .. } => Some(position),
            _ => None,
        });
    assert!((0.6..0.7).contains(&told.expect("its way")), "{told:?}");
    steps(&mut bench, 60);
    assert_eq!(place(&mut bench), at(50.0, 0.0));
    order(&mut bench, 1, follow(10.0, "5")).expect("it goes");
    let told = motions(&bench, 1, 1).concat();
    let spline = |model: &Move| matches!(model, Move::SetPositionSpline { spline_id: 5, .. });
    assert!(told.iter().any(spline));
}
