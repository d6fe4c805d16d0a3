//! Every spawn and every spline of the public world database stands and travels in its zone, on the
//! client's own tables; what cannot is counted by its reason. Somebody walks through every zone of
//! it: to a few places of each, or with `BEZGELOR_WALK=all` until it has seen each spawn.
//!
//! Both are reference data: game data is not in this repository. Without it the test is skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{WorldId, ZoneInstanceId};
use bezgelor_core::model::{Patrol, Spawn};
use bezgelor_tests::{Scratch, Walker, reference_dir, run, wakeful};
use db::import;
use db::world::SpawnSpline;
use tables::TableSet;
use world::{WorldData, Zone, ZoneConfig};

/// What a world consists of.
#[derive(Default)]
struct Population {
    spawns: Vec<Spawn>,
    patrols: Vec<Patrol>,
}

fn convert(reference: &Path, out: &Path) -> TableSet {
    let source = |folder: &str| reference.join("tables").join(folder).display().to_string();
    let (real, rebuilt) = (source("fixtures/real"), source("reconstructed"));
    let out = out.display().to_string();
    let ran = run("tblconv", &["convert", &real, &rebuilt, "--out", &out], "");
    assert!(ran.good, "{}{}", ran.errors, ran.out);
    TableSet::open(&out).unwrap_or_else(|error| panic!("{error}"))
}

fn populations(files: &Path) -> BTreeMap<WorldId, Population> {
    let set = import::read(&[files.to_owned()], None);
    let mut worlds: BTreeMap<WorldId, Population> = BTreeMap::new();
    let mut world_of = BTreeMap::new();
    for spawn in &set.spawns {
        world_of.insert(spawn.row.id, spawn.row.world_id);
        let world = worlds.entry(spawn.row.world_id).or_default();
        world.spawns.push(spawn.row.clone());
    }
    for row in set.records::<SpawnSpline>() {
        let Some(world) = world_of.get(&row.spawn_id) else {
            continue;
        };
        worlds.entry(*world).or_default().patrols.push(Patrol {
            spawn_id: row.spawn_id,
            spline_id: row.spline_id,
            mode: row.mode,
            speed: row.speed,
            formation: Vec3::new(row.fx, row.fy, row.fz),
        });
    }
    worlds
}

/// Why a patrol cannot be travelled, as far as the data say.
fn fault(patrol: &Patrol, data: &WorldData) -> Option<&'static str> {
    if patrol.mode > 10 {
        Some("no mode")
    } else if data.lands().spline(u32::from(patrol.spline_id)).is_none() {
        Some("a spline without a course")
    } else {
        None
    }
}

/// World units of a square all of which is in sight from any point of it.
const SQUARE: f32 = 90.0;
/// Places of a zone that are looked at when not all are.
const PLACES: usize = 16;
/// Times that somebody goes after what walked away meanwhile.
const ROUNDS: u32 = 20;

/// Walks through a zone; how many of its spawns came into sight.
fn walk(world_id: WorldId, world: &Population, data: &Arc<WorldData>, whole: bool) -> usize {
    let mut zone = wakeful(world_id, Arc::clone(data), &world.spawns);
    zone.assign_patrols(&world.patrols);
    let mut squares: BTreeMap<(i32, i32), Vec<&Spawn>> = BTreeMap::new();
    for spawn in &world.spawns {
        let at = spawn.placement.position;
        let column = |coordinate: f32| (coordinate / SQUARE).floor() as i32;
        let square = squares.entry((column(at.x), column(at.z))).or_default();
        square.push(spawn);
    }
    let squares: Vec<_> = squares.into_values().collect();
    let apart = if whole {
        1
    } else {
        squares.len().div_ceil(PLACES)
    };
    let travel: BTreeSet<_> = world.patrols.iter().map(|patrol| patrol.spawn_id).collect();
    let mut walker = Walker::enter(zone, squares[0][0].placement.position);
    let mut stand = 0;
    for square in squares.iter().step_by(apart) {
        walker.visit(square[0].placement.position);
        let stay = square.iter().filter(|spawn| !travel.contains(&spawn.id));
        stand += stay.count();
    }
    let seen = walker.seen_count();
    assert!(seen >= stand, "world {}: {seen} of {stand}", world_id.0);
    for _ in 0..ROUNDS {
        let unseen = if whole { walker.unseen() } else { Vec::new() };
        for dot in unseen {
            walker.visit(dot.position);
        }
    }
    let counters = walker.zone().counters();
    assert_eq!(counters.malformed, 0, "world {}", world_id.0);
    if whole {
        let never = walker.unseen();
        assert!(never.is_empty(), "world {}: {never:?}", world_id.0);
        assert_eq!(walker.seen_count(), world.spawns.len(), "{}", world_id.0);
    }
    walker.seen_count()
}

#[test]
fn the_whole_world_database_stands_in_its_zones_and_is_walked() {
    let Some(reference) = reference_dir() else {
        eprintln!("skipped: reference data absent");
        return;
    };
    let scratch = Scratch::new("population");
    let unpacked = Command::new("tar")
        .arg("-xJf")
        .arg(reference.join("world/nexusforever.tar.xz"))
        .arg("-C")
        .arg(scratch.path())
        .status();
    if !unpacked.is_ok_and(|status| status.success()) {
        eprintln!("skipped: tar or xz absent");
        return;
    }
    let worlds = populations(scratch.path());
    let set = convert(&reference, &scratch.path().join("tables"));
    let data = Arc::new(WorldData::from_tables(&set));
    let spawns: usize = worlds.values().map(|world| world.spawns.len()).sum();
    assert_eq!(spawns, 78_031);
    let mut faults: BTreeMap<&str, u64> = BTreeMap::new();
    for (&world_id, world) in &worlds {
        let config = ZoneConfig::new(ZoneInstanceId(1), world_id, 1);
        let mut zone = Zone::new(config, Arc::clone(&data), &world.spawns);
        zone.assign_patrols(&world.patrols);
        assert_eq!(zone.counters().spawns_refused, 0, "world {}", world_id.0);
        assert_eq!(zone.spawn_count(), world.spawns.len());
        let expected = world
            .patrols
            .iter()
            .filter_map(|patrol| fault(patrol, &data));
        let mut count = 0;
        for fault in expected {
            *faults.entry(fault).or_default() += 1;
            count += 1;
        }
        assert_eq!(
            zone.counters().patrols_refused,
            count,
            "world {}",
            world_id.0
        );
    }
    let whole = std::env::var("BEZGELOR_WALK").is_ok_and(|walk| walk == "all");
    let seen: usize = worlds
        .iter()
        .map(|(&world_id, world)| walk(world_id, world, &data, whole))
        .sum();
    eprintln!("{seen} spawns of {} worlds seen", worlds.len());
    let patrols: usize = worlds.values().map(|world| world.patrols.len()).sum();
    let refused: u64 = faults.values().sum();
    eprintln!("{spawns} spawns stand, {patrols} patrols, of which cannot go: {faults:?}");
    assert!(patrols as u64 - refused > 3_000, "{patrols}: {faults:?}");
}
