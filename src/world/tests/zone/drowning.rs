//! Players under water: how long they have breath, what their clients are shown of it, and what it
//! costs to have none.

use std::sync::Arc;

use ::world::maps::lands::{Ground, Lands};
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::WorldZoneId;
use game::breath::{Drowning, PULSE_SHARE};
use game::faction::Factions;
use protocol::Message;
use protocol::enums::{HazardAction, HazardType, ModeType, StateFlags, UpdateHealthMask};
use protocol::messages::*;
use protocol::structs::Hazard;
use protocol::unions::IEntityCommandModel as Move;

use crate::bench::{Bench, WORLD, config, data};

/// A sea of which the surface lies at height 0.
#[derive(Debug)]
struct Sea;

impl Ground for Sea {
    fn height(&self, _: f32, _: f32) -> Option<f32> {
        Some(-80.0)
    }

    fn liquid(&self, _: f32, _: f32) -> Option<f32> {
        Some(0.0)
    }

    fn is_walkable(&self, _: f32, _: f32) -> bool {
        false
    }

    fn zone_at(&self, _: f32, _: f32) -> Option<WorldZoneId> {
        None
    }
}

/// Two players at the surface of the sea, with breath for so many seconds.
fn sea(seconds: f32) -> Bench {
    let drowning = Drowning {
        decay: 100.0 / seconds,
        ..Drowning::default()
    };
    let lands = Lands::new(
        Factions::default(),
        Vec::new(),
        vec![(WORLD, Arc::new(Sea))],
    );
    let data = WorldData::clone(&data())
        .with_lands(lands)
        .with_drowning(drowning);
    two(Bench::of(Zone::new(config(), Arc::new(data), &[])))
}

fn two(mut bench: Bench) -> Bench {
    for number in [1, 2] {
        bench.enter(number, Vec3::new(0.0, -1.0, 0.0));
    }
    bench.hush();
    bench
}

/// Player 1 says where it is and that it moves so; half a second passes.
fn swim(bench: &mut Bench, height: f32, mode: ModeType) {
    let position = Vec3::new(0.0, height, 0.0);
    let commands = [
        Move::SetPosition {
            position,
            blend: true,
        },
        Move::SetState {
            state: StateFlags::Move,
        },
        Move::SetMode { mode },
    ];
    let items = commands.map(|model| ClientEntityCommandItems { model });
    let (time, items) = (1, items.to_vec());
    bench.say(1, &ClientEntityCommand { time, items });
    bench.step_after(500);
}

fn wait(bench: &mut Bench, seconds: u32) {
    for _ in 0..seconds {
        bench.step_after(1_000);
    }
}

/// The meters a client was shown, in order.
fn meters(bench: &Bench, number: u64) -> Vec<Hazard> {
    let lists = bench.client(number).all::<ServerHazardList>();
    lists.into_iter().flat_map(|list| list.hazards).collect()
}

fn actions(bench: &Bench, number: u64) -> Vec<HazardAction> {
    let told = bench.client(number).all::<ServerHazardAction>();
    assert!(told.iter().all(|told| told.hazard_id == 1));
    told.iter().map(|told| told.action).collect()
}

/// The health a client was told of its own that it lost for want of breath.
fn suffocations(bench: &Bench, number: u64) -> Vec<u32> {
    let told = bench.client(number).all::<ServerPlayerHealthUpdate>();
    let suffocates =
        |told: &&ServerPlayerHealthUpdate| told.mask.0 & UpdateHealthMask::SuffocateDamage.0 != 0;
    told.iter()
        .filter(suffocates)
        .map(|told| told.health)
        .collect()
}

#[test]
fn who_stays_under_water_loses_its_breath_and_then_its_life() {
    let mut bench = sea(20.0);
    swim(&mut bench, -5.0, ModeType::Swim);
    wait(&mut bench, 18);
    let shown = meters(&bench, 1);
    assert_eq!(actions(&bench, 1), [HazardAction::Enable]);
    let list = bench.client(1).opcodes();
    let first = |opcode| list.iter().position(|&told| told == opcode);
    assert!(first(ServerHazardList::OPCODE) < first(ServerHazardAction::OPCODE));
    assert_eq!(
        (shown[0].hazard_id, shown[0].type_),
        (1, HazardType::Breath)
    );
    assert!(shown[0].enabled && !shown[0].starts_full);
    assert!(
        shown
            .windows(2)
            .all(|pair| pair[0].meter_value < pair[1].meter_value)
    );
    assert!((shown[9].meter_value - 50.0).abs() < 6.0, "{:?}", shown[9]);
    assert_eq!((shown[9].max_value - 100.0).abs(), 0.0);
    assert_eq!(shown[9].current_threshold, 2);
    assert!(suffocations(&bench, 1).is_empty(), "not before its time");

    wait(&mut bench, 4);
    let own = bench.client(1).own.expect("itself");
    let health_max = 200.0;
    let first = suffocations(&bench, 1)[0];
    let lost = (health_max - first as f32) / health_max;
    assert!((lost - PULSE_SHARE).abs() < 0.03, "{first} left");
    let seen = bench.client(2).all::<ServerEntityHealthUpdate>();
    assert_eq!(seen[0].unit_id, own, "all around see it");
    assert!(meters(&bench, 2).is_empty() && suffocations(&bench, 2).is_empty());

    wait(&mut bench, 20);
    let died = bench.client(2).all::<ServerEntityDeathState>();
    assert!(died.iter().any(|died| died.unit_id == own && died.dead));
    assert_eq!(
        actions(&bench, 1),
        [HazardAction::Enable, HazardAction::Remove]
    );
    bench.hush();
    wait(&mut bench, 5);
    assert!(meters(&bench, 1).is_empty(), "the dead hold no breath");
}

#[test]
fn who_comes_up_breathes_again_and_its_meter_goes() {
    let mut bench = sea(20.0);
    swim(&mut bench, -5.0, ModeType::Swim);
    wait(&mut bench, 12);
    swim(&mut bench, -1.0, ModeType::Swim);
    bench.hush();
    wait(&mut bench, 2);
    let shown = meters(&bench, 1);
    assert!(shown[1].meter_value < shown[0].meter_value, "{shown:?}");
    wait(&mut bench, 4);
    assert_eq!(actions(&bench, 1), [HazardAction::Remove]);
    bench.hush();
    wait(&mut bench, 5);
    assert!(meters(&bench, 1).is_empty());
    assert!(suffocations(&bench, 1).is_empty());
    // And goes down again with all of it.
    swim(&mut bench, -5.0, ModeType::Swim);
    wait(&mut bench, 2);
    assert_eq!(actions(&bench, 1), [HazardAction::Enable]);
    assert!(meters(&bench, 1)[0].meter_value < 11.0);
}

#[test]
fn who_swims_at_the_surface_or_walks_where_no_water_is_known_holds_no_breath() {
    let mut bench = sea(2.0);
    swim(&mut bench, -1.5, ModeType::Swim);
    wait(&mut bench, 10);
    swim(&mut bench, -5.0, ModeType::Walk);
    wait(&mut bench, 10);
    assert!(meters(&bench, 1).is_empty() && actions(&bench, 1).is_empty());

    let mut unknown = two(Bench::of(Zone::new(config(), data(), &[])));
    swim(&mut unknown, -5.0, ModeType::Swim);
    wait(&mut unknown, 10);
    assert!(meters(&unknown, 1).is_empty() && actions(&unknown, 1).is_empty());
}

#[test]
fn who_leaves_from_under_water_is_followed_no_more() {
    let mut bench = sea(3.0);
    swim(&mut bench, -5.0, ModeType::Swim);
    wait(&mut bench, 1);
    let reason = ::world::LeaveReason::Drain;
    let connection = bezgelor_core::ids::ConnectionId(1);
    bench.inputs.leave(connection, reason).expect("room");
    wait(&mut bench, 1);
    // Whoever takes its seat breathes as it likes.
    bench.enter(3, Vec3::new(0.0, -1.0, 0.0));
    wait(&mut bench, 10);
    assert!(meters(&bench, 3).is_empty() && actions(&bench, 3).is_empty());
}
