//! The ways out for who is stuck: back to where it is bound, out of its life, and none that nobody
//! has.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::time::UnixMillis;
use bezgelor_core::travel::{Bind, Spot, Travel};
use protocol::enums::{CastResult, GenericError, UnstickType};
use protocol::messages::*;

use crate::bench::{Bench, WORLD, entry};
use crate::stable::place;

const RECALL: UnstickType = UnstickType::RecallTransmat;
const HOUSE: UnstickType = UnstickType::RecallHouse;
const DEATH: UnstickType = UnstickType::FreeSuicide;
/// The spells of them, and how long they are closed.
const RECALL_SPELL: u32 = 49_881;
const RECALL_MS: u64 = 1_800_000;
const DEATH_SPELL: u32 = 52_577;
const DEATH_MS: u64 = 600_000;
/// Far enough for a loading screen.
const HOME: Vec3 = Vec3::new(500.0, 2.0, 0.0);

fn bound() -> Travel {
    let mut travel = Travel::default();
    travel.binds(Bind {
        point_id: 7,
        spot: Spot {
            world_id: WORLD,
            placement: Placement {
                position: HOME,
                rotation: Vec3::default(),
            },
        },
    });
    travel
}

fn enter(bench: &mut Bench, number: u64, travel: Travel) {
    let mut entry = entry(number, Vec3::default());
    entry.sheet.travel = travel;
    bench.join_entry(entry);
    bench.step();
    bench.say(number, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
}

fn ask(bench: &mut Bench, unsticking_type: UnstickType) {
    let stuck = ClientStuck {
        unsticking_type,
        client_spell_cast_unique_id: 33,
    };
    bench.say(1, &stuck);
    bench.step();
}

fn refusals(bench: &Bench) -> Vec<(u32, u32, CastResult)> {
    let told: Vec<ServerSpellCastResult> = bench.client(1).all();
    let own = |told: ServerSpellCastResult| (told.unknown0, told.spell4_id, told.cast_result);
    told.into_iter().map(own).collect()
}

fn cooldowns(bench: &Bench) -> Vec<(u32, u32)> {
    let told: Vec<ServerCooldown> = bench.client(1).all();
    let own = |told: ServerCooldown| (told.cooldown.spell_id, told.cooldown.time_remaining);
    told.into_iter().map(own).collect()
}

#[test]
fn who_is_stuck_is_taken_back_to_where_it_is_bound_and_not_again_for_half_an_hour() {
    let mut bench = Bench::new(&[]);
    enter(&mut bench, 1, bound());
    bench.hush();
    ask(&mut bench, RECALL);
    assert_eq!(cooldowns(&bench), [(RECALL_SPELL, RECALL_MS as u32)]);
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    assert_eq!(place(&mut bench, 1), HOME);
    bench.hush();
    ask(&mut bench, RECALL);
    let closed = (33, RECALL_SPELL, CastResult::SpellCooldown);
    assert_eq!(refusals(&bench), [closed]);
    bench.step_after(RECALL_MS);
    ask(&mut bench, RECALL);
    assert_eq!(refusals(&bench), [closed], "open again");
    assert_eq!(cooldowns(&bench).len(), 1);
}

#[test]
fn the_way_stays_closed_over_a_logout_and_its_client_is_told() {
    let mut bench = Bench::new(&[]);
    enter(&mut bench, 1, bound());
    ask(&mut bench, RECALL);
    let (_, kept) = bench.out.travels()[0].clone();
    let mut again = Bench::new(&[]);
    enter(&mut again, 1, kept);
    let told: Vec<ServerCooldownList> = again.client(1).all();
    let told: Vec<u32> = told[0].cooldowns.iter().map(|own| own.spell_id).collect();
    assert_eq!(told, [RECALL_SPELL]);
    again.hush();
    ask(&mut again, RECALL);
    assert_eq!(refusals(&again)[0].2, CastResult::SpellCooldown);
}

#[test]
fn who_gives_up_its_life_lies_dead_and_may_not_at_once_again() {
    let mut bench = Bench::new(&[]);
    enter(&mut bench, 1, bound());
    bench.hush();
    ask(&mut bench, DEATH);
    bench.step();
    assert_eq!(cooldowns(&bench), [(DEATH_SPELL, DEATH_MS as u32)]);
    let shown: Vec<ServerResurrectionShow> = bench.client(1).all();
    assert!(shown[0].dead);
    for way in [DEATH, RECALL] {
        bench.hush();
        ask(&mut bench, way);
        assert_eq!(refusals(&bench)[0].2, CastResult::CasterCannotBeDead);
    }
    let rez_type = protocol::enums::ResurrectionType::WakeHere;
    let wake = ClientResurrectAccept {
        rez_type,
        ..ClientResurrectAccept::default()
    };
    bench.say(1, &wake);
    bench.step();
    bench.hush();
    ask(&mut bench, DEATH);
    assert_eq!(
        refusals(&bench),
        [(33, DEATH_SPELL, CastResult::SpellCooldown)]
    );
    ask(&mut bench, RECALL);
    assert_eq!(
        cooldowns(&bench).len(),
        1,
        "the other way has a cooldown of its own"
    );
}

#[test]
fn there_is_no_way_to_a_house_that_nobody_has_nor_to_where_nobody_is_bound() {
    let mut bench = Bench::new(&[]);
    enter(&mut bench, 1, Travel::default());
    bench.hush();
    for way in [HOUSE, RECALL] {
        ask(&mut bench, way);
    }
    let refused = refusals(&bench);
    assert_eq!(refused.len(), 2);
    assert!(
        refused
            .iter()
            .all(|told| told.2 == CastResult::SpellPreRequisites)
    );
    let before = bench.zone.counters().senseless;
    ask(&mut bench, UnstickType(7));
    assert_eq!(bench.zone.counters().senseless, before + 1);
    assert_eq!((refusals(&bench).len(), cooldowns(&bench)), (2, vec![]));
    assert!(bench.out.travels().is_empty(), "nothing to keep");
}

#[test]
fn who_is_on_its_way_is_not_taken_elsewhere() {
    let mut bench = Bench::new(&[]);
    let travel = Travel {
        recall_ready_at: UnixMillis(5),
        ..bound()
    };
    enter(&mut bench, 1, travel);
    ask(&mut bench, RECALL);
    bench.hush();
    // Its client loads, where the word makes no sense: nobody acts on it.
    ask(&mut bench, DEATH);
    assert_eq!((refusals(&bench), cooldowns(&bench)), (vec![], vec![]));
    let errors: Vec<GenericError> = { bench.client(1).all::<ServerGenericError>().into_iter() }
        .map(|told| told.error)
        .collect();
    assert_eq!(errors, []);
    assert_eq!(bench.zone.counters().out_of_state, 1);
}
