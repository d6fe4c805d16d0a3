//! The public world databases, where the reference data is there to be read.

use std::path::{Path, PathBuf};
use std::process::Command;

use bezgelor_core::config::Database;
use bezgelor_core::ids::WorldId;
use db::world::{CreatureLoot, SpawnSpline, StoreOfferItem, Vendor, VendorItem};
use db::{DbHandle, import};

use crate::Files;

/// The unpacked archive of the reference; `None` prints why.
fn unpack(name: &str) -> Option<Files> {
    let reference = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference"),
        PathBuf::from,
    );
    let archive = reference.join("world").join(name);
    if !archive.is_file() {
        eprintln!("skipped: reference data absent");
        return None;
    }
    let files = Files::new(&[]);
    let done = Command::new("tar")
        .arg("-xJf")
        .arg(&archive)
        .arg("-C")
        .arg(files.path())
        .status();
    match done {
        Ok(status) if status.success() => Some(files),
        _ => {
            eprintln!("skipped: tar or xz absent");
            None
        }
    }
}

#[test]
fn every_spawn_of_the_main_repository_is_read() {
    let Some(files) = unpack("nexusforever.tar.xz") else {
        return;
    };
    let set = import::read(&[files.path().to_owned()], None);
    // Two files name a column that came later than the rest.
    let other = set
        .errors
        .iter()
        .filter(|error| error.problem != "unknown column Mode is left out");
    assert_eq!(
        other.collect::<Vec<_>>(),
        Vec::<&import::ImportError>::new()
    );
    assert!(set.error_count <= 2, "{}", set.error_count);
    // `features.md`: 78,031 spawns, 3,620 splines, 371k stat rows.
    assert_eq!(set.spawns.len(), 78_031);
    assert_eq!(set.records::<SpawnSpline>().len(), 3_620);
    let stats: usize = set.spawns.iter().map(|spawn| spawn.row.stats.len()).sum();
    assert!((370_000..373_000).contains(&stats), "{stats}");
}

#[test]
fn one_zone_goes_in_and_a_second_time_changes_nothing() {
    let Some(files) = unpack("nexusforever.tar.xz") else {
        return;
    };
    let zone = files.path().join("Alizar/NorthernWilds.sql");
    let set = import::read(std::slice::from_ref(&zone), None);
    let count = set.spawns.len();
    assert!(count > 500, "{count}");
    let data = Files::new(&[("x", "")]);
    let db = DbHandle::open(&Database::default(), data.path()).expect("opens");
    let wait =
        |set, dry| futures_lite::future::block_on(db.apply_import(set, dry)).expect("applied");
    let first = wait(set.clone(), false);
    assert_eq!(
        (first.entities, first.added, first.changed, first.removed),
        (count, count, 0, 0)
    );
    let again = wait(import::read(&[zone], None), false);
    assert_eq!((again.added, again.changed, again.removed), (0, 0, 0));
    assert_eq!(again.records, db::world::Counts::default());

    let world = set.spawns[0].row.world_id;
    let mut expected: Vec<_> = set.spawns.into_iter().map(|spawn| spawn.row).collect();
    expected.retain(|spawn| spawn.world_id == world);
    expected.sort_by_key(|spawn| spawn.id);
    let stored = futures_lite::future::block_on(db.spawns(world)).expect("spawns");
    assert!(
        stored == expected,
        "what is stored is what was read, bit for bit"
    );
    let none = futures_lite::future::block_on(db.spawns(WorldId(9999))).expect("none");
    assert!(none.is_empty());
}

#[test]
fn the_other_repository_brings_vendors_loot_and_a_store() {
    let Some(files) = unpack("laughing.tar.xz") else {
        return;
    };
    let set = import::read(&[files.path().to_owned()], None);
    // Broken in the source: misspelled columns and tables, short rows, a missing semicolon.
    assert_eq!(set.error_count, 9, "{:#?}", set.errors);
    // Fewer than the files hold, since some of them delete what others bring.
    assert_eq!(set.spawns.len(), 81_684);
    assert_eq!(set.records::<Vendor>().len(), 124);
    assert_eq!(set.records::<VendorItem>().len(), 509);
    assert_eq!(set.records::<StoreOfferItem>().len(), 438);
    assert_eq!(set.records::<CreatureLoot>().len(), 5_302);
}
