//! Things that are used up: by one at a time, gone for all, back after a while.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::CreatureId;
use bezgelor_core::model::Spawn;
use game::respawn::RESPAWN_MS;
use protocol::enums::CastResult;
use protocol::messages::*;

use crate::bench::{Bench, by_client, config, spawn};

const CAST_MS: u32 = 1_500;
/// A thing that takes time, one that takes none, and one that takes skill.
const SLOW: CreatureId = CreatureId(60);
const QUICK: CreatureId = CreatureId(61);
const SKILL: CreatureId = CreatureId(62);
/// Kinds that are used up: chest, harvest node, collectable, pinata loot, pickup.
const USED_UP: [u8; 5] = [1, 5, 8, 18, 31];
const SIMPLE: u8 = 10;
/// The guid of the first unit.
const THING: u32 = 1;

/// Two players at a thing.
fn at(entity_type: u8, creature_id: CreatureId) -> Bench {
    let creature = |id, activate_cast_ms| Creature {
        id,
        activate_cast_ms,
        ..Creature::default()
    };
    let creatures = vec![
        creature(SLOW, CAST_MS),
        creature(QUICK, 0),
        creature(SKILL, CAST_MS),
    ];
    let data = WorldData::new(creatures, Vec::new(), Vec::new(), Vec::new());
    let data = data.with_uses(vec![by_client(SKILL)]);
    let thing = Spawn {
        entity_type,
        creature_id,
        ..spawn(1, Vec3::new(3.0, 0.0, 0.0))
    };
    let mut bench = Bench::of(Zone::new(config(), Arc::new(data), &[thing]));
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::default());
    bench.hush();
    bench
}

fn cast(bench: &mut Bench, number: u64, unit: u32) -> u32 {
    let cast = ClientActivateUnitCast {
        client_unique_id: 9,
        activate_unit_id: unit,
    };
    bench.say(number, &cast);
    bench.step();
    let begun: Vec<ServerSpellStartClientInteraction> = bench.client(number).all();
    begun.last().map_or(0, |begun| begun.casting_id)
}

fn sees(bench: &Bench, unit: u32) -> [bool; 2] {
    [1, 2].map(|number| bench.client(number).sees.contains(&unit))
}

/// Whether somebody uses the thing, as a client was told.
fn uses(bench: &Bench, number: u64) -> Vec<bool> {
    let told: Vec<ServerEntityInteractiveUpdate> = bench.client(number).all();
    told.iter().map(|told| told.in_use).collect()
}

#[test]
fn what_is_used_up_is_gone_for_all_and_comes_back() {
    for kind in USED_UP {
        let mut bench = at(kind, SLOW);
        cast(&mut bench, 1, THING);
        assert_eq!(sees(&bench, THING), [true; 2], "not before its time");
        bench.step_after(u64::from(CAST_MS));
        assert_eq!(sees(&bench, THING), [false; 2], "kind {kind}");
        bench.enter(3, Vec3::default());
        assert_eq!(bench.client(3).sees.len(), 3, "a latecomer sees none");
        bench.step_after(RESPAWN_MS - 2_000);
        assert_eq!(bench.client(1).sees.len(), 3);
        bench.step_after(3_000);
        bench.step();
        assert_eq!(bench.client(1).sees.len(), 4, "it is back");
        assert_eq!(sees(&bench, THING), [false; 2], "by another name");
    }
}

#[test]
fn one_uses_it_at_a_time_and_everybody_knows() {
    let mut bench = at(8, SLOW);
    cast(&mut bench, 1, THING);
    assert_eq!((uses(&bench, 1), uses(&bench, 2)), (vec![true], vec![true]));
    bench.enter(3, Vec3::default());
    assert_eq!(uses(&bench, 3), [true], "who comes late too");
    bench.hush();
    let refused = cast(&mut bench, 2, THING);
    let stopped: Vec<Server07F9> = bench.client(2).all();
    let (id, why) = (stopped[0].server_unique_id, stopped[0].cast_result);
    assert_eq!((id, why), (refused, CastResult::NoValidActivateSpell));
    assert!(uses(&bench, 1).is_empty(), "the first still does");
    // Walking away leaves it to the next.
    for step in 1_u8..=6 {
        bench.walk(1, Vec3::new(0.0, 0.0, f32::from(step) * 0.4));
        bench.step();
    }
    assert_eq!(uses(&bench, 2), [false]);
    cast(&mut bench, 2, THING);
    bench.step_after(u64::from(CAST_MS));
    assert_eq!(sees(&bench, THING), [false; 2]);
}

#[test]
fn what_takes_time_or_skill_is_not_had_at_once() {
    for (creature, at_once) in [(SLOW, false), (SKILL, false), (QUICK, true)] {
        let mut bench = at(31, creature);
        bench.say(1, &ClientActivateUnit { unit_id: THING });
        bench.step();
        assert_eq!(sees(&bench, THING), [!at_once; 2], "{creature:?}");
    }
}

#[test]
fn simple_things_are_used_up_by_skill_alone_and_others_never() {
    let mut bench = at(SIMPLE, SKILL);
    for (result, stays) in [(0, true), (1, false)] {
        let casting_id = cast(&mut bench, 1, THING);
        bench.step_after(u64::from(CAST_MS));
        let word = ClientSpellInteractionResult {
            casting_id,
            result,
            validation: 0,
        };
        bench.say(1, &word);
        bench.step();
        assert_eq!(sees(&bench, THING), [stays; 2], "{result}");
    }
    // Simple without skill, turret, plug, residence, trap, camera, mannequin, lockbox.
    for kind in [SIMPLE, 13, 15, 16, 28, 29, 33, 36] {
        let mut bench = at(kind, SLOW);
        cast(&mut bench, 1, THING);
        bench.step_after(u64::from(CAST_MS));
        bench.say(1, &ClientActivateUnit { unit_id: THING });
        bench.step();
        assert_eq!(sees(&bench, THING), [true; 2], "kind {kind}");
        assert_eq!(bench.client(1).all::<ServerSpellFinish>().len(), 1);
    }
}

/// Kind 30 was taken for a pickup.
#[test]
fn a_destructible_door_is_no_pickup() {
    const DESTRUCTIBLE_DOOR: u8 = 30;
    let mut bench = at(DESTRUCTIBLE_DOOR, QUICK);
    bench.say(1, &ClientActivateUnit { unit_id: THING });
    bench.step();
    assert!(bench.client(1).sees.contains(&THING), "it stays");
}
