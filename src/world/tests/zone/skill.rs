//! Using things that take skill: each kind of trial from its beginning to each of its ends, by rows
//! of the client's table, and clients that lie about it.

use std::sync::Arc;

use ::world::data::{Creature, Use};
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, CreatureId, SpawnId};
use bezgelor_core::model::{Spawn, SpawnTerm};
use command::ZoneCommand;
use game::skill::{Trial, TrialKind};
use protocol::enums::CastResult;
use protocol::messages::*;

use crate::bench::{Bench, by_client, config, spawn};
use crate::hunting::order;

const THING: CreatureId = CreatureId(62);
const SIMPLE: u8 = 10;
/// While it runs, the thing is there.
const EVENT: u32 = 3;
/// What the client says.
const FAILED: u8 = 0;
const DONE: u8 = 1;
const GIVEN_UP: u8 = 2;
/// Milliseconds of a step.
const STEP_MS: u64 = 50;

fn row(kind: TrialKind, threshold: u32, duration_ms: u32) -> Trial {
    Trial {
        kind,
        threshold,
        duration_ms,
        increment: 0,
        window_ms: 0,
        taps_ms: [0; 2],
    }
}

/// Two players at a thing that is used up by who passes a trial, while an event runs.
fn at(trial: Trial) -> Bench {
    let creature = Creature {
        id: THING,
        ..Creature::default()
    };
    let data = WorldData::new(vec![creature], Vec::new(), Vec::new(), Vec::new());
    let data = data.with_uses(vec![Use {
        trial: Some(trial),
        ..by_client(THING)
    }]);
    let thing = Spawn {
        entity_type: SIMPLE,
        creature_id: THING,
        ..spawn(1, Vec3::new(3.0, 0.0, 0.0))
    };
    let mut zone = Zone::new(config(), Arc::new(data), &[thing]);
    zone.set_terms(&[SpawnTerm {
        spawn_id: SpawnId(1),
        event_id: EVENT,
        ..SpawnTerm::default()
    }]);
    let mut bench = Bench::of(zone);
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::default());
    let start = ZoneCommand::EventStart {
        event: EVENT,
        phase: None,
    };
    order(&mut bench, 1, start).expect("it comes");
    wait(&mut bench, 2 * STEP_MS);
    bench.hush();
    bench
}

/// The guid of the thing, while it is there.
fn thing(bench: &Bench) -> Option<u32> {
    let players: Vec<Option<u32>> = [1, 2].map(|number| bench.client(number).own).into();
    let sees = bench.client(1).sees.iter();
    { sees }
        .copied()
        .find(|&guid| !players.contains(&Some(guid)))
}

/// Begins; the number of the cast.
fn begin(bench: &mut Bench) -> u32 {
    let guid = thing(bench).expect("it stands");
    let cast = ClientActivateUnitInteraction {
        client_unique_id: 9,
        activate_unit_id: guid,
    };
    bench.say(1, &cast);
    bench.step();
    let begun: Vec<ServerSpellStartClientInteraction> = bench.client(1).all();
    let begun = begun.last().expect("it begins");
    assert_eq!((begun.client_unique_id, begun.caster_id), (9, guid));
    let use_of: Vec<ServerEntityInteractiveUpdate> = bench.client(2).all();
    assert_eq!(use_of.last().map(|told| told.in_use), Some(true));
    begun.casting_id
}

fn word(bench: &mut Bench, casting_id: u32, result: u8) {
    let said = ClientSpellInteractionResult {
        casting_id,
        result,
        validation: 0,
    };
    bench.say(1, &said);
    bench.step();
}

fn wait(bench: &mut Bench, ms: u64) {
    for _ in 0..ms / STEP_MS {
        bench.step();
    }
}

/// Why it was stopped, each time.
fn stops(bench: &Bench) -> Vec<CastResult> {
    let told: Vec<Server07F9> = bench.client(1).all();
    told.into_iter().map(|told| told.cast_result).collect()
}

fn finished(bench: &Bench) -> usize {
    bench.client(1).all::<ServerSpellFinish>().len()
}

const FAIL: CastResult = CastResult::ClientSideInteractionFail;

/// Begin, success, failure, giving up, a lie, silence: of one kind, whose first believable word
/// comes after `earliest_ms` and the last before `latest_ms`.
fn every_end(trial: Trial, earliest_ms: u64, latest_ms: u64) {
    let mut bench = at(trial);
    let failed = begin(&mut bench);
    word(&mut bench, failed, FAILED);
    assert_eq!(stops(&bench), [FAIL], "failed at once");
    let given_up = begin(&mut bench);
    word(&mut bench, given_up, GIVEN_UP);
    assert_eq!(stops(&bench), [FAIL; 2], "given up");
    assert_ne!(failed, given_up, "each cast has its number");

    let mut lies = 0;
    if earliest_ms > STEP_MS {
        let lie = begin(&mut bench);
        wait(
            &mut bench,
            earliest_ms.next_multiple_of(STEP_MS) - 2 * STEP_MS,
        );
        word(&mut bench, lie, DONE);
        lies += 1;
        assert_eq!(stops(&bench), [FAIL; 3], "nobody is so quick");
        word(&mut bench, lie, DONE);
        lies += 1;
        assert!(thing(&bench).is_some() && finished(&bench) == 0);
    }
    assert_eq!(bench.zone.counters().senseless, lies);

    let silent = begin(&mut bench);
    wait(&mut bench, latest_ms - STEP_MS);
    let so_far = stops(&bench).len();
    wait(&mut bench, 2 * STEP_MS);
    assert_eq!(stops(&bench)[so_far..], [FAIL], "nobody waits for ever");
    word(&mut bench, silent, DONE);
    assert_eq!(bench.zone.counters().senseless, lies + 1, "too late");
    assert!(thing(&bench).is_some() && finished(&bench) == 0);

    bench.hush();
    let passed = begin(&mut bench);
    wait(&mut bench, earliest_ms.next_multiple_of(STEP_MS));
    word(&mut bench, passed, DONE);
    let ended: Vec<ServerSpellFinish> = bench.client(1).all();
    assert_eq!(ended.len(), 1);
    assert_eq!(ended[0].server_unique_id, passed);
    assert_eq!((thing(&bench), stops(&bench)), (None, vec![]), "used up");
    word(&mut bench, passed, DONE);
    assert_eq!(finished(&bench), 1, "once");
}

/// Row 60: two of ten seconds.
#[test]
fn holding_a_key_takes_as_long_as_it_is_to_be_held() {
    every_end(row(TrialKind::PressAndHold, 2_000, 10_000), 1_850, 15_000);
}

/// Row 56: twenty taps.
#[test]
fn rapid_tapping_takes_its_taps() {
    let trial = Trial {
        increment: 500,
        ..row(TrialKind::RapidTapping, 10_000, 15_000)
    };
    every_end(trial, 650, 20_000);
}

/// Row 57.
#[test]
fn precision_tapping_is_over_with_its_last_moment() {
    let trial = Trial {
        window_ms: 1_000,
        taps_ms: [3_000, 5_000],
        ..row(TrialKind::PrecisionTapping, 0, 10_000)
    };
    every_end(trial, 3_850, 15_000);
}

/// Row 62.
#[test]
fn a_metronome_swings_once_at_least() {
    let trial = Trial {
        window_ms: 500,
        taps_ms: [1_000, 0],
        ..row(TrialKind::Metronome, 0, 16_000)
    };
    every_end(trial, 350, 21_000);
}

/// Row 130.
#[test]
fn yes_or_no_is_said_as_soon_as_one_likes() {
    every_end(row(TrialKind::YesNo, 0, 60_000), 0, 65_000);
}

/// Row 199.
#[test]
fn memory_is_the_clients_to_time() {
    let trial = Trial {
        increment: 2,
        ..row(TrialKind::Memory, 3, 4_000)
    };
    every_end(trial, 0, 9_000);
}

/// Row 228, which gives as much time as one likes.
#[test]
fn a_keypad_without_an_end_is_not_waited_for_for_ever() {
    every_end(row(TrialKind::Keypad, 23, 0), 0, 60_000);
}

/// Row 204.
#[test]
fn what_must_not_run_out_is_the_clients_to_time() {
    let trial = Trial {
        increment: 700,
        window_ms: 1_000,
        ..row(TrialKind::RapidTappingInverse, 10_000, 10_000)
    };
    every_end(trial, 0, 15_000);
}

/// Whatever ends a trial of any kind from outside: nothing of it is left.
#[test]
fn who_moves_away_or_uses_what_goes_has_stopped_whatever_the_trial() {
    for kind in TrialKind::ALL {
        let mut bench = at(row(kind, 0, 10_000));
        let moved = begin(&mut bench);
        for step in 1_u8..=5 {
            bench.walk(1, Vec3::new(0.0, 0.0, f32::from(step) * 0.3));
            bench.step();
        }
        assert_eq!(stops(&bench), [CastResult::CasterMovement], "{kind:?}");
        word(&mut bench, moved, DONE);
        assert_eq!(bench.zone.counters().senseless, 1);

        let vanished = begin(&mut bench);
        let stop = ZoneCommand::EventStop { event: EVENT };
        order(&mut bench, 2, stop).expect("it goes");
        wait(&mut bench, 2 * STEP_MS);
        assert_eq!(stops(&bench)[1..], [CastResult::TargetUnknown], "{kind:?}");
        word(&mut bench, vanished, DONE);
        assert_eq!(bench.zone.counters().senseless, 2);
        assert_eq!(finished(&bench), 0);
    }
}

#[test]
fn words_of_no_meaning_and_of_others_casts_change_nothing_or_end_it() {
    let mut bench = at(row(TrialKind::YesNo, 0, 60_000));
    let own = begin(&mut bench);
    word(&mut bench, own + 1, DONE);
    let other = ClientSpellInteractionResult {
        casting_id: own,
        result: DONE,
        validation: 0,
    };
    bench.say(2, &other);
    bench.step();
    assert_eq!((finished(&bench), stops(&bench)), (0, vec![]));
    assert_eq!(bench.zone.counters().senseless, 2);
    word(&mut bench, own, 5);
    assert_eq!(stops(&bench), [FAIL], "no result there is");
    assert_eq!(bench.zone.counters().senseless, 3);
    let again = begin(&mut bench);
    let leave = ::world::LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(1), leave).expect("room");
    bench.step();
    let told: Vec<ServerEntityInteractiveUpdate> = bench.client(2).all();
    assert_eq!(told.last().map(|told| told.in_use), Some(false));
    assert_ne!(again, own);
}
