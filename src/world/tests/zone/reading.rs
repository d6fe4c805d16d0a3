//! Datacubes and the pages of journals and tales: what is read is told, kept and told again.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::CreatureId;
use bezgelor_core::lore::{Lore, Shelf, Writing};
use bezgelor_core::model::Spawn;
use protocol::messages::*;

use crate::bench::{Bench, by_client, config, entry, spawn};

/// Read at once.
const CUBE: u32 = 1;
/// The third page of a volume and the third piece of a datacube, read with a cast bar.
const PAGE: u32 = 2;
/// The fourth page of the same volume, a matter of skill.
const RIDDLE: u32 = 3;
/// Somebody with a datacube who is no thing.
const SCHOLAR: u32 = 4;
const CAST_MS: u32 = 500;

fn bench() -> Bench {
    let creature = |id, datacube_id, volume_id| Creature {
        id: CreatureId(id),
        datacube_id,
        volume_id,
        activate_cast_ms: if id == CUBE { 0 } else { CAST_MS },
        ..Creature::default()
    };
    let creatures = vec![
        creature(CUBE, 300, 0),
        creature(PAGE, 301, 12),
        creature(RIDDLE, 0, 12),
        creature(SCHOLAR, 302, 0),
    ];
    let data = WorldData::new(creatures, Vec::new(), Vec::new(), Vec::new());
    let data = data.with_uses(vec![by_client(CreatureId(RIDDLE))]);
    let thing = |number: u32| Spawn {
        entity_type: if number == SCHOLAR { 0 } else { 10 },
        creature_id: CreatureId(number),
        quest_checklist_index: number as u8,
        ..spawn(u64::from(number), Vec3::new(3.0, 0.0, 0.0))
    };
    let spawns = [CUBE, PAGE, RIDDLE, SCHOLAR].map(thing);
    let mut bench = Bench::of(Zone::new(config(), Arc::new(data), &spawns));
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::default());
    bench.hush();
    bench
}

/// Spawns are numbered as their creatures, and so are their units.
fn cast(bench: &mut Bench, number: u64, unit: u32) {
    bench.say(
        number,
        &ClientActivateUnitCast {
            client_unique_id: 7,
            activate_unit_id: unit,
        },
    );
    bench.step();
}

fn told_cubes(bench: &Bench, number: u64) -> Vec<(u16, u32)> {
    let told: Vec<ServerDatacubeUpdate> = bench.client(number).all();
    let line = |told: &ServerDatacubeUpdate| {
        let told = &told.datacube_data;
        (told.datacube_id, told.progress)
    };
    told.iter().map(line).collect()
}

fn told_pages(bench: &Bench, number: u64) -> Vec<(u16, u32)> {
    let told: Vec<ServerDatacubeVolumeUpdate> = bench.client(number).all();
    let line = |told: &ServerDatacubeVolumeUpdate| {
        let told = &told.datacube_volume_data;
        (told.datacube_id, told.progress)
    };
    told.iter().map(line).collect()
}

#[test]
fn a_datacube_is_read_whole_once_and_stays_for_the_others() {
    let mut bench = bench();
    for _ in 0..2 {
        bench.say(1, &ClientActivateUnit { unit_id: CUBE });
        bench.step();
    }
    assert_eq!(told_cubes(&bench, 1), [(300, i32::MAX as u32)], "once");
    assert!(bench.out.saves().is_empty(), "nothing new is to be kept");
    bench.say(2, &ClientActivateUnit { unit_id: CUBE });
    bench.step();
    assert_eq!(told_cubes(&bench, 2), [(300, i32::MAX as u32)]);
    assert!(bench.client(1).sees.contains(&CUBE));
}

#[test]
fn a_page_takes_its_time_and_is_one_piece() {
    let mut bench = bench();
    bench.say(1, &ClientActivateUnit { unit_id: PAGE });
    bench.step();
    assert!(told_pages(&bench, 1).is_empty(), "not without its time");
    // Two may read at the same time.
    cast(&mut bench, 1, PAGE);
    cast(&mut bench, 2, PAGE);
    bench.step_after(u64::from(CAST_MS));
    for number in [1, 2] {
        assert_eq!(told_pages(&bench, number), [(12, 1 << PAGE)]);
        assert_eq!(told_cubes(&bench, number), [(301, 1 << PAGE)]);
    }
    assert!(bench.client(1).sees.contains(&PAGE), "it is not used up");
}

#[test]
fn a_riddle_is_read_when_it_is_solved_and_adds_to_what_was_read() {
    let mut bench = bench();
    cast(&mut bench, 1, PAGE);
    bench.step_after(u64::from(CAST_MS));
    cast(&mut bench, 1, RIDDLE);
    let begun: Vec<ServerSpellStartClientInteraction> = bench.client(1).all();
    let casting_id = begun.last().expect("it begins").casting_id;
    bench.step_after(u64::from(CAST_MS));
    assert_eq!(told_pages(&bench, 1).len(), 1, "not solved yet");
    bench.say(
        1,
        &ClientSpellInteractionResult {
            casting_id,
            result: 1,
            ..ClientSpellInteractionResult::default()
        },
    );
    bench.step();
    let both = 1 << PAGE | 1 << RIDDLE;
    assert_eq!(told_pages(&bench, 1), [(12, 1 << PAGE), (12, both)]);
    assert!(bench.client(1).sees.contains(&RIDDLE));
}

#[test]
fn who_is_no_thing_is_not_read() {
    let mut bench = bench();
    cast(&mut bench, 1, SCHOLAR);
    bench.step_after(u64::from(CAST_MS));
    bench.say(1, &ClientActivateUnit { unit_id: SCHOLAR });
    bench.step();
    assert!(told_cubes(&bench, 1).is_empty());
}

#[test]
fn what_was_read_is_kept_and_told_at_the_next_login() {
    let mut bench = bench();
    let mut kept = Lore::default();
    bench.say(1, &ClientActivateUnit { unit_id: CUBE });
    bench.step();
    kept.learn_all(&bench.out.saves()[0].read);
    cast(&mut bench, 1, PAGE);
    bench.step_after(u64::from(CAST_MS));
    kept.learn_all(&bench.out.saves()[0].read);
    let volume = Writing {
        shelf: Shelf::Volume,
        id: 12,
    };
    assert_eq!((kept.all().len(), kept.of(volume)), (3, 1 << PAGE));

    let mut again = entry(3, Vec3::default());
    again.sheet.lore = kept;
    bench.join_entry(again);
    bench.step();
    let told: Vec<ServerDatacubeUpdateList> = bench.client(3).all();
    let [told] = &told[..] else {
        panic!("told once: {told:?}");
    };
    let lines = |lines: &[protocol::structs::Datacube]| -> Vec<(u16, u32)> {
        let line = |line: &protocol::structs::Datacube| (line.datacube_id, line.progress);
        lines.iter().map(line).collect()
    };
    let cubes = [(300, i32::MAX as u32), (301, 1 << PAGE)];
    assert_eq!(lines(&told.datacube_data), cubes);
    assert_eq!(lines(&told.datacube_volume_data), [(12, 1 << PAGE)]);
    bench.say(3, &ClientEnteredWorld { world_zone_id: 0 });
    bench.say(3, &ClientActivateUnit { unit_id: CUBE });
    bench.step();
    assert!(told_cubes(&bench, 3).is_empty(), "it knows that one");
}
