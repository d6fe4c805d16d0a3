//! Bands: who goes together fights together, and goes on together afterwards.

use ::world::{LeaveReason, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, SpawnId};
use bezgelor_core::model::{Patrol, Spawn};
use command::ZoneCommand;
use game::spline::Repeat;
use protocol::messages::ServerUnitEnteredCombat;

use crate::bench::{Bench, config};
use crate::hunting::{
    CATTLE, FOES, SPLINE, bench, creature, data, enter, look_at, order, places, steps, walk,
};

/// Guids of the cows that follow.
const COWS: [u32; 3] = [1, 2, 3];

fn at(x: f32, z: f32) -> Vec3 {
    Vec3::new(x, 0.0, z)
}

/// Three cows beside the first player, far apart from one another, and somebody else.
fn herd(others: &[Spawn]) -> Bench {
    let cows = [1_u64, 2, 3].map(|n| creature(n, CATTLE, at(2.0 * n as f32, 0.0)));
    let mut bench = bench(&[&cows[..], others].concat());
    enter(&mut bench, 1, at(0.0, 0.0));
    for (cow, right) in COWS.into_iter().zip([-15.0, 0.0, 15.0]) {
        look_at(&mut bench, 1, cow);
        let beside = ZoneCommand::EntityFormation {
            right: Some(right),
            ahead: Some(-4.0),
        };
        order(&mut bench, 1, beside).expect("it falls in");
    }
    steps(&mut bench, 120);
    bench.hush();
    bench
}

fn place(bench: &mut Bench, guid: u32) -> Vec3 {
    let places = places(bench);
    let found = places.iter().find(|place| place.0 == guid);
    found.expect("it stands").1
}

/// Who of these was last told to be in combat.
fn fighting(bench: &Bench, number: u64, of: &[u32]) -> Vec<u32> {
    let told: Vec<ServerUnitEnteredCombat> = bench.client(number).all();
    let fights = |guid: &u32| {
        let own = told.iter().rev().find(|told| told.unit_id == *guid);
        own.is_some_and(|told| told.in_combat)
    };
    of.iter().copied().filter(fights).collect()
}

fn hate(bench: &mut Bench, number: u64, guid: u32) {
    look_at(bench, number, guid);
    let hated = ZoneCommand::EntityThreatAdjust { amount: 50 };
    order(bench, number, hated).expect("it hates");
}

#[test]
fn who_attacks_one_of_a_band_has_all_of_it_to_fight_and_it_takes_its_places_again() {
    let mut bench = herd(&[]);
    enter(&mut bench, 2, at(16.0, 10.0));
    bench.hush();
    hate(&mut bench, 2, COWS[2]);
    steps(&mut bench, 4);
    assert_eq!(fighting(&bench, 2, &COWS), COWS, "thirty units apart");
    steps(&mut bench, 140);
    let foe = at(16.0, 10.0);
    for cow in COWS {
        let there = place(&mut bench, cow);
        assert!(there.distance_squared(foe).sqrt() < 6.0, "{cow}: {there:?}");
    }
    // Their leader goes on; the foe is gone.
    walk(&mut bench, 1, at(0.0, 0.0), at(0.0, -20.0));
    let leave = LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(2), leave).expect("room");
    steps(&mut bench, 200);
    assert!(fighting(&bench, 1, &COWS).is_empty());
    for (cow, right) in COWS.into_iter().zip([-15.0, 0.0, 15.0]) {
        let there = place(&mut bench, cow);
        let own = at(right, -16.0);
        assert!(there.distance_squared(own).sqrt() < 1.0, "{cow}: {there:?}");
    }
}

#[test]
fn who_attacks_a_leader_has_its_band_to_fight() {
    let mut bench = herd(&[creature(9, FOES, at(0.0, 60.0))]);
    // The foe has seen the leader; its own herd comes to its help, cow by cow.
    walk(&mut bench, 1, at(0.0, 0.0), at(0.0, 47.0));
    steps(&mut bench, 30);
    let foe = 4;
    assert_eq!(fighting(&bench, 1, &[foe]), [foe]);
    assert_eq!(fighting(&bench, 1, &COWS), COWS);
}

#[test]
fn a_band_that_its_leader_leaves_behind_goes_home() {
    let mut bench = herd(&[]);
    enter(&mut bench, 2, at(16.0, 10.0));
    hate(&mut bench, 2, COWS[0]);
    steps(&mut bench, 40);
    for number in [1, 2] {
        let leave = LeaveReason::LinkLost;
        bench
            .inputs
            .leave(ConnectionId(number), leave)
            .expect("room");
    }
    bench.step();
    enter(&mut bench, 3, at(0.0, 60.0));
    steps(&mut bench, 300);
    for (cow, number) in COWS.into_iter().zip([1.0, 2.0, 3.0]) {
        assert_eq!(place(&mut bench, cow), at(2.0 * number, 0.0), "{cow}");
    }
}

#[test]
fn those_who_walk_one_patrol_stand_by_one_another_and_strangers_do_not() {
    let patrol = |number, ahead| Patrol {
        spawn_id: SpawnId(number),
        spline_id: SPLINE,
        mode: Repeat::BackAndForth as u8,
        speed: 4.0,
        formation: Vec3::new(0.0, 0.0, ahead),
    };
    let patrols = [patrol(1, 0.0), patrol(2, -30.0), patrol(3, 0.0)];
    let cow = |number| creature(number, CATTLE, at(0.0, 0.0));
    let spawns = [cow(1), cow(2), creature(3, 502, at(0.0, 0.0))];
    let mut zone = Zone::new(config(), data(), &spawns);
    zone.assign_patrols(&patrols);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, at(30.0, 10.0));
    hate(&mut bench, 1, 1);
    steps(&mut bench, 4);
    assert_eq!(fighting(&bench, 1, &[1, 2, 3]), [1, 2]);
}
