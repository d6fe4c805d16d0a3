//! Loading the whole world database: every spawn, its stats, its way and its terms, from the store
//! into zones of all worlds, and the client's tables they stand on.
//!
//! The floor is reading the rows alone, all of each table in one statement. The database and the
//! tables are made by a process of their own, so that what that leaves behind is not in the memory
//! that is measured. Both are reference data, which is not in this repository: without them nothing
//! is measured.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use ::world::{WorldData, Zone, ZoneConfig};
use anyhow::{Context as _, Result, ensure};
use bezgelor_core::config::Database;
use bezgelor_core::ids::ZoneInstanceId;
use db::testing::bare_rows;
use db::{DbHandle, import};
use host::zone::Population;
use tables::TableSet;

use crate::report::{Bound, Figure};
use crate::tables as client_tables;

/// Loads and readings, in turn; the fastest of each counts.
const ROUNDS: usize = 5;
/// All of it may take this long, and occupy so much.
const LOAD_MS_MOST: f64 = 2_000.0;
const RESIDENT_MB_MOST: f64 = 300.0;
const MB: f64 = 1e6;
/// Spawns of the whole database.
const SPAWNS: usize = 78_031;
/// What is read of the store.
const TABLES: [&str; 3] = ["spawn", "spawn_spline", "spawn_event"];

/// All figures of the world; none, with a word on standard error, without the reference data.
pub(crate) fn run() -> Result<Vec<Figure>> {
    if sources().is_none() {
        eprintln!("skipped: world: reference data absent");
        return Ok(Vec::new());
    }
    let name = format!("bezgelor-micro-world-{}", std::process::id());
    let folder = Folder(std::env::temp_dir().join(name));
    std::fs::create_dir_all(&folder.0)?;
    let mut preparing = Command::new(std::env::current_exe()?);
    preparing.args(["world", "--prepare"]).arg(&folder.0);
    ensure!(preparing.status()?.success(), "the world was not prepared");
    measure(&folder.0)
}

/// A folder that goes with it.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The packed world database and the folders of tables: below `BEZGELOR_REFERENCE`, else below
/// `../shared/reference`.
fn sources() -> Option<(PathBuf, Vec<PathBuf>)> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference");
    let root = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(|| beside.into(), PathBuf::from);
    let packed = root.join("world/nexusforever.tar.xz");
    let tables = ["tables/fixtures/real", "tables/reconstructed"].map(|name| root.join(name));
    let are_there = packed.is_file() && tables.iter().all(|folder| folder.is_dir());
    are_there.then(|| (packed, tables.into()))
}

/// Leaves tables and a world database in `folder`.
pub(crate) fn prepare(folder: &Path) -> Result<()> {
    let (packed, tables) = sources().context("no reference data")?;
    let files = folder.join("files");
    std::fs::create_dir_all(&files)?;
    let unpacked = Command::new("tar")
        .arg("-xJf")
        .arg(&packed)
        .arg("-C")
        .arg(&files)
        .status();
    ensure!(unpacked.context("tar")?.success(), "{}", packed.display());
    client_tables::convert_all(&tables, &folder.join("tables"))?;
    let db = DbHandle::open(&Database::default(), folder)?;
    let set = import::read(&[files], None);
    let imported = wait(db.apply_import(set, false))?;
    db.close_blocking();
    ensure!(imported.entities == SPAWNS, "{} spawns", imported.entities);
    Ok(())
}

/// What is loaded: zones of all worlds, and what they share.
struct Loaded {
    set: TableSet,
    zones: Vec<(Population, Zone)>,
}

fn load(db: &DbHandle, tables: &Path) -> Result<Loaded> {
    let set = TableSet::open(tables)?;
    let data = Arc::new(WorldData::from_tables(&set));
    let mut zones = Vec::new();
    for (number, world_id) in wait(db.spawn_worlds())?.into_iter().enumerate() {
        let population = wait(Population::stored(db, world_id))?;
        let instance = ZoneInstanceId(u32::try_from(number)?);
        let config = ZoneConfig::new(instance, world_id, 1);
        let zone = population.zone(config, Arc::clone(&data));
        zones.push((population, zone));
    }
    Ok(Loaded { set, zones })
}

fn measure(folder: &Path) -> Result<Vec<Figure>> {
    let db = DbHandle::open(&Database::default(), folder)?;
    let tables = folder.join("tables");
    let file = folder.join("world.sqlite");
    // First of all, while no freed memory waits to be used again.
    let before = client_tables::resident()?;
    let loaded = load(&db, &tables)?;
    let resident = client_tables::resident()?.saturating_sub(before);
    let spawns: usize = loaded
        .zones
        .iter()
        .map(|(_, zone)| zone.spawn_count())
        .sum();
    ensure!(spawns == SPAWNS, "{spawns} spawns stand");
    let worlds = loaded.zones.len();
    drop(black_box(loaded));
    let (mut load_ms, mut rows_ms) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let loaded = load(&db, &tables)?;
        load_ms = load_ms.min(began.elapsed().as_secs_f64() * 1e3);
        drop(black_box((loaded.set, loaded.zones)));
        let (_, took) = bare_rows(&file, &TABLES)?;
        rows_ms = rows_ms.min(took.as_secs_f64() * 1e3);
    }
    db.close_blocking();
    let figure = Figure::new;
    Ok(vec![
        figure("world: worlds", worlds as f64, "", Bound::None),
        figure("world: spawns", spawns as f64, "", Bound::None),
        figure("world: read the rows", rows_ms, "ms", Bound::None),
        figure("world: load all", load_ms, "ms", Bound::Most(LOAD_MS_MOST)),
        figure(
            "world: that over reading",
            load_ms / rows_ms,
            "x",
            Bound::None,
        ),
        figure(
            "world: resident when loaded",
            resident as f64 / MB,
            "MB",
            Bound::Most(RESIDENT_MB_MOST),
        ),
    ])
}

/// Waits for an answer of the store.
fn wait<T, E>(answer: impl Future<Output = Result<T, E>>) -> Result<T>
where
    anyhow::Error: From<E>,
{
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    Ok(runtime.block_on(answer)?)
}
