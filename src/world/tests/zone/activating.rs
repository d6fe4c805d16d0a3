//! Using things with a cast bar, and what it does at a bind point.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::maps::lands::Lands;
use ::world::{Command, Order, Question, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, CreatureId, SpawnId};
use bezgelor_core::model::{Patrol, Spawn};
use command::ZoneCommand;
use game::faction::Factions;
use game::spline::{Curve, Node, Spline};
use protocol::enums::CastResult;
use protocol::messages::{
    ClientActivateUnitCast, ClientActivateUnitInteraction, ClientEnteredWorld,
    ClientSpellInteractionResult, Server07F9, ServerChangeWorld, ServerCharacterBindpoint,
    ServerEntityCreate, ServerPlayerCreate, ServerSpellFinish, ServerSpellStartClientInteraction,
};

use crate::bench::{Bench, by_client, config, entry, spawn};

const TERMINAL: CreatureId = CreatureId(10_817);
const PUZZLE: CreatureId = CreatureId(60);
/// Milliseconds both take.
const CAST_MS: u32 = 1_500;

fn creature(id: CreatureId) -> Creature {
    Creature {
        id,
        activate_cast_ms: CAST_MS,
        bind_point_id: 7,
        ..Creature::default()
    }
}

/// One player beside a terminal and a thing that takes skill and binds as well.
fn bench() -> Bench {
    let creatures = vec![creature(TERMINAL), creature(PUZZLE)];
    let data = WorldData::new(creatures, Vec::new(), Vec::new(), Vec::new());
    let data = data.with_uses(vec![by_client(PUZZLE)]);
    let thing = |number: u64, creature_id| Spawn {
        entity_type: 19,
        creature_id,
        ..spawn(number, Vec3::new(3.0, 0.0, 0.0))
    };
    let spawns = [thing(1, TERMINAL), thing(2, PUZZLE)];
    let mut bench = Bench::of(Zone::new(config(), Arc::new(data), &spawns));
    bench.enter(1, Vec3::default());
    bench
}

fn guid(bench: &Bench, creature: CreatureId) -> u32 {
    let created = bench.client(1).all::<ServerEntityCreate>();
    let found = created.iter().find(|unit| {
        use protocol::unions::IEntityModel::BindPoint;
        matches!(unit.entity_model, BindPoint { creature_id } if creature_id == creature.0)
    });
    found.expect("it is seen").guid
}

fn cast(bench: &mut Bench, creature: CreatureId) -> ServerSpellStartClientInteraction {
    let activate_unit_id = guid(bench, creature);
    bench.say(
        1,
        &ClientActivateUnitCast {
            client_unique_id: 77,
            activate_unit_id,
        },
    );
    bench.step();
    let begun = bench.client(1).all::<ServerSpellStartClientInteraction>();
    let begun = begun.last().expect("it begins").clone();
    assert_eq!(
        (begun.client_unique_id, begun.caster_id),
        (77, activate_unit_id)
    );
    begun
}

fn bound(bench: &Bench) -> usize {
    bench.client(1).all::<ServerCharacterBindpoint>().len()
}

fn stopped(bench: &Bench) -> Vec<CastResult> {
    let told = bench.client(1).all::<Server07F9>();
    told.into_iter().map(|told| told.cast_result).collect()
}

fn say_result(bench: &mut Bench, casting_id: u32, result: u8) {
    let validation = 0;
    bench.say(
        1,
        &ClientSpellInteractionResult {
            casting_id,
            result,
            validation,
        },
    );
    bench.step();
}

#[test]
fn a_terminal_binds_after_its_cast_and_not_before() {
    let mut bench = bench();
    let begun = cast(&mut bench, TERMINAL);
    bench.step_after(u64::from(CAST_MS) - 100);
    assert_eq!(bound(&bench), 0);
    bench.step_after(100);
    let told = bench.client(1).all::<ServerCharacterBindpoint>();
    assert_eq!(told[0].bindpoint_id, 7);
    let ended = bench.client(1).all::<ServerSpellFinish>();
    assert_eq!(ended[0].server_unique_id, begun.casting_id);
    let (_, travel) = &bench.out.travels()[0];
    assert_eq!(travel.bind.expect("bound").point_id, 7);
    bench.step_after(u64::from(CAST_MS));
    assert_eq!(bound(&bench), 1, "once");
}

#[test]
fn who_walks_away_has_stopped() {
    let mut bench = bench();
    cast(&mut bench, TERMINAL);
    for step in 1_u8..=10 {
        bench.walk(1, Vec3::new(0.0, 0.0, f32::from(step) * 0.3));
        bench.step();
    }
    bench.step_after(u64::from(CAST_MS));
    assert_eq!(stopped(&bench), [CastResult::CasterMovement]);
    assert_eq!(bound(&bench), 0);
}

#[test]
fn what_takes_skill_waits_for_the_word_of_the_client_but_is_never_early() {
    let mut bench = bench();
    let begun = cast(&mut bench, PUZZLE);
    say_result(&mut bench, begun.casting_id, 1);
    assert_eq!(bound(&bench), 0, "the word alone does not do it");
    bench.step_after(u64::from(CAST_MS));
    assert_eq!(bound(&bench), 1);

    cast(&mut bench, PUZZLE);
    bench.step_after(u64::from(CAST_MS) * 2);
    assert_eq!(bound(&bench), 1, "time alone does not do it either");
    let failed = cast(&mut bench, PUZZLE);
    assert_eq!(stopped(&bench), [CastResult::SpellCancelled]);
    say_result(&mut bench, failed.casting_id, 0);
    let failure = CastResult::ClientSideInteractionFail;
    assert_eq!(stopped(&bench)[1..], [failure]);
    cast(&mut bench, PUZZLE);
    bench.step_after(100_000);
    assert_eq!(stopped(&bench)[2..], [failure], "nobody waits for ever");
}

#[test]
fn who_uses_what_goes_away_has_stopped_when_it_is_out_of_reach() {
    let walker = CreatureId(61);
    let creatures = vec![Creature {
        activate_cast_ms: 60_000,
        ..creature(walker)
    }];
    let node = |x: f32| Node {
        position: Vec3::new(x, 0.0, 0.0),
        ..Node::default()
    };
    let line = Spline::new(Curve::Linear, &[3.0, 3.0, 60.0, 60.0].map(node)).expect("a course");
    let lands = Lands::new(Factions::default(), vec![(9, Arc::new(line))], Vec::new());
    let data = WorldData::new(creatures, Vec::new(), Vec::new(), Vec::new()).with_lands(lands);
    let spawns = [Spawn {
        entity_type: 19,
        creature_id: walker,
        ..spawn(1, Vec3::new(3.0, 0.0, 0.0))
    }];
    let mut zone = Zone::new(config(), Arc::new(data), &spawns);
    zone.assign_patrols(&[Patrol {
        spawn_id: SpawnId(1),
        spline_id: 9,
        mode: 0,
        speed: 2.0,
        formation: Vec3::default(),
    }]);
    let mut bench = Bench::of(zone);
    bench.enter(1, Vec3::default());
    cast(&mut bench, walker);
    bench.step_after(4_000);
    assert!(stopped(&bench).is_empty(), "11 units are within reach");
    bench.step_after(4_000);
    assert_eq!(stopped(&bench), [CastResult::TargetRangeMax]);
    let unit = guid(&bench, walker);
    assert!(bench.client(1).sees.contains(&unit), "and is still seen");
    bench.step_after(60_000);
    assert_eq!((stopped(&bench).len(), bound(&bench)), (1, 0));
}

#[test]
fn words_about_nothing_and_things_out_of_reach_make_no_sense() {
    let mut bench = bench();
    say_result(&mut bench, 5, 1);
    let begun = cast(&mut bench, PUZZLE);
    say_result(&mut bench, begun.casting_id + 1, 1);
    bench.say(
        1,
        &ClientActivateUnitInteraction {
            client_unique_id: 1,
            activate_unit_id: 999,
        },
    );
    bench.step();
    assert_eq!(bench.zone.counters().senseless, 3);
    bench.step_after(u64::from(CAST_MS));
    assert_eq!(bound(&bench), 0);
}

#[test]
fn a_bound_character_is_told_so_at_login_and_is_taken_back() {
    let mut bench = bench();
    cast(&mut bench, TERMINAL);
    bench.step_after(u64::from(CAST_MS));
    let (_, travel) = bench.out.travels()[0].clone();

    let mut again = entry(2, Vec3::new(2_000.0, 0.0, 0.0));
    again.sheet.travel = travel;
    bench.join_entry(again);
    bench.step();
    let told = bench.client(2).all::<ServerPlayerCreate>();
    assert_eq!(told[0].unknown_bc, 7);
    bench.say(2, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    let recall = ZoneCommand::TeleportBind { player: None };
    let order = Order::Ask {
        ticket: 1,
        question: Question::Run(ConnectionId(2), recall),
    };
    let command = Command::Order(Box::new(order));
    bench.inputs.command(command).expect("room");
    bench.step();
    let ways = bench.client(2).all::<ServerChangeWorld>();
    assert_eq!(ways.last().expect("a way").position.vector_0, 0.0);
}
