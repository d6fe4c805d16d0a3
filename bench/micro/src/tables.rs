//! Client tables: conversion, opening, rows and memory, beside reading the same bytes and beside
//! what servers usually do with them, parsing all rows to the heap at every start.
//!
//! The tables are the client's and stay outside the repository: without them nothing is measured.

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use tables::{TableSet, Value, schema};
use tblconv::import::{Progress, Report, Step, file_jobs};
use tblconv::set::SetWriter;
use tblconv::{convert, import, tbl};
use xxhash_rust::xxh3::xxh3_64;

use crate::report::{Bound, Figure};
use crate::{allocation, measure};

/// Rounds of what takes milliseconds; the fastest of each counts.
const ROUNDS: usize = 15;
/// Rounds on a machine that is busy with other things, until the fastest of each has been seen.
const ROUNDS_MAX: usize = 60;
/// Rounds of what writes a whole set.
const STORE_ROUNDS: usize = 4;
/// Conversion may take this many times as long as reading and checksumming.
const CONVERT_MOST: f64 = 3.0;
/// A row by its id may take this long.
const ROW_NS_MOST: f64 = 20.0;
/// Opening 100 MB of archives may take this long.
const OPEN_MS_MOST: f64 = 100.0;
/// Tables of the client whose files the reference has.
const TABLES: usize = 372;
/// Ids drawn for the lookups in one table.
const IDS: usize = 4096;
/// Tables of which one row is read to see what comes into memory.
const LARGE: usize = 512 * 1024;
/// A fault on a mapped file maps what is in memory around it: a window of 64 KiB, which two of the
/// pieces the kernel keeps the file in can share.
const FAULT_BYTES: usize = 128 * 1024;
const MIB: f64 = 1024.0 * 1024.0;

/// All figures of tables; none, with a word on standard error, without the reference data.
pub(crate) fn run() -> Result<Vec<Figure>> {
    let Some(real) = real_tables() else {
        eprintln!("skipped: tables: reference data absent");
        return Ok(Vec::new());
    };
    let scratch = Scratch::new()?;
    let sources = scratch.unpack(&real)?;
    let set = scratch.0.join("set");
    // First of all, while no freed memory waits to be used again.
    let heap = parsed_bytes(&sources)? as f64;
    let mut figures = conversion(&sources, &set)?;
    figures.extend(opening(&sources, &set)?);
    let parsed = "tables: resident once parsed to the heap";
    figures.push(Figure::new(parsed, heap / MIB, "MiB", Bound::None));
    figures.extend(rows(&TableSet::open(&set)?));
    Ok(figures)
}

/// The packed tables: below `BEZGELOR_REFERENCE`, else below `../shared/reference`.
fn real_tables() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference");
    let root = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(|| beside.into(), PathBuf::from);
    let real = root.join("tables/fixtures/real");
    real.is_dir().then_some(real)
}

/// A folder that goes when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("bezgelor-micro-{}", std::process::id()));
        fs::create_dir_all(path.join("source"))?;
        Ok(Self(path))
    }

    /// The tables as plain files, as an extractor leaves them.
    fn unpack(&self, packed: &Path) -> Result<Vec<PathBuf>> {
        let mut sources = Vec::new();
        for entry in fs::read_dir(packed)? {
            let from = entry?.path();
            let Some(stem) = from
                .file_stem()
                .filter(|stem| Path::new(stem).extension().is_some_and(|end| end == "tbl"))
            else {
                continue;
            };
            let to = self.0.join("source").join(stem);
            fs::write(&to, convert::read_source(&from)?)?;
            sources.push(to);
        }
        sources.sort();
        ensure!(
            sources.len() == TABLES,
            "{} tables, not {TABLES}",
            sources.len()
        );
        Ok(sources)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Silent;

impl Progress for Silent {
    fn step(&self, _step: Step<'_>) {}
}

/// Seconds of the fastest round of each work; they take turns, so that a slow moment of the
/// machine falls on all of them. Goes on until it is `enough`, or for [`ROUNDS_MAX`].
fn fastest<const N: usize>(
    mut works: [&mut dyn FnMut() -> Result<()>; N],
    enough: impl Fn(&[f64; N]) -> bool,
) -> Result<[f64; N]> {
    let mut best = [f64::INFINITY; N];
    for round in 1..=ROUNDS_MAX {
        for (work, best) in works.iter_mut().zip(&mut best) {
            let started = Instant::now();
            work()?;
            *best = best.min(started.elapsed().as_secs_f64());
        }
        if round >= ROUNDS && enough(&best) {
            break;
        }
    }
    Ok(best)
}

/// Converting, as a multiple of reading and checksumming; leaves the set behind.
fn conversion(sources: &[PathBuf], set: &Path) -> Result<Vec<Figure>> {
    let mut floor = || {
        for path in sources {
            black_box(xxh3_64(&fs::read(path)?));
        }
        Ok(())
    };
    let (mut source, mut room) = (Vec::new(), convert::Room::default());
    let mut one_core = || {
        for path in sources {
            convert_one(path, &mut source, &mut room)?;
        }
        Ok(())
    };
    let mut all_cores = || convert_on_all_cores(sources);
    // Where other programs have the cores, one thread is the faster way.
    let better = |[floor, one, all]: &[f64; 3]| one.min(*all) / floor;
    let best = fastest([&mut floor, &mut one_core, &mut all_cores], |best| {
        better(best) <= CONVERT_MOST
    })?;
    let [floor, one_core, all_cores] = best;
    let [stored, kept] = storing(sources, set)?;
    let times = |name, time, bound| Figure::new(name, time / floor, "x", bound);
    Ok(vec![
        Figure::new(
            "tables: read and checksum 372 files",
            floor * 1e3,
            "ms",
            Bound::None,
        ),
        Figure::new(
            "tables: convert / that",
            better(&best),
            "x",
            Bound::Most(CONVERT_MOST),
        ),
        times("tables: convert on one core / that", one_core, Bound::None),
        times(
            "tables: convert on all cores / that",
            all_cores,
            Bound::None,
        ),
        times(
            "tables: convert and store the set / that",
            stored,
            Bound::None,
        ),
        times(
            "tables: convert again, nothing changed / that",
            kept,
            Bound::None,
        ),
    ])
}

/// Seconds of the whole command, into a new folder and over the set it has made.
fn storing(sources: &[PathBuf], set: &Path) -> Result<[f64; 2]> {
    let whole = vec![sources[0].parent().context("a folder")?.to_owned()];
    let mut best = [f64::INFINITY; 2];
    for round in 0..STORE_ROUNDS {
        // Never where files were just removed: that is slow by itself.
        let target = if round == 0 {
            set.to_owned()
        } else {
            set.with_extension(round.to_string())
        };
        for (best, made) in best.iter_mut().zip([TABLES, 0]) {
            let started = Instant::now();
            let report = convert_all(&whole, &target)?;
            *best = best.min(started.elapsed().as_secs_f64());
            ensure!(
                (report.converted, report.kept) == (made, TABLES - made),
                "{report:?}"
            );
        }
    }
    Ok(best)
}

/// Reads one file and makes its archive, in memory.
fn convert_one(path: &Path, source: &mut Vec<u8>, room: &mut convert::Room) -> Result<()> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    convert::read_source_into(path, source)?;
    black_box(room.table(source, stem, None, false)?);
    Ok(())
}

/// As `tblconv` shares the files among threads, but for the storing.
fn convert_on_all_cores(sources: &[PathBuf]) -> Result<()> {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let work = || {
            let (mut source, mut room) = (Vec::new(), convert::Room::default());
            while let Some(path) = sources.get(next.fetch_add(1, Ordering::Relaxed)) {
                convert_one(path, &mut source, &mut room)?;
            }
            Ok(())
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker
                .join()
                .map_err(|_| anyhow::anyhow!("a worker panicked"))?
        })
    })
}

/// What `tblconv convert` does.
pub(crate) fn convert_all(sources: &[PathBuf], set: &Path) -> Result<Report> {
    let (set, report) = import::run(&file_jobs(sources)?, SetWriter::open(set)?, false, &Silent)?;
    set.finish(true)?;
    Ok(report)
}

/// Bytes that all tables hold once parsed to the heap.
fn parsed_bytes(sources: &[PathBuf]) -> Result<u64> {
    let before = resident()?;
    let parsed = parse_all(sources)?;
    let after = resident()?;
    drop(black_box(parsed));
    Ok(after.saturating_sub(before))
}

/// Opening a set, and what it holds in memory, beside parsing all tables to the heap.
fn opening(sources: &[PathBuf], folder: &Path) -> Result<Vec<Figure>> {
    let bytes = folder_bytes(folder)? as f64;
    let mut open = || {
        black_box(TableSet::open(folder)?);
        Ok(())
    };
    let mut parse = || {
        black_box(parse_all(sources)?);
        Ok(())
    };
    let enough = |[open, _]: &[f64; 2]| open * 1e3 * 1e8 / bytes <= OPEN_MS_MOST;
    let [open, parse] = fastest([&mut open, &mut parse], enough)?;

    let before = resident()?;
    let set = TableSet::open(folder)?;
    let opened = resident()?.saturating_sub(before) as f64;
    let before = resident()?;
    let touched = touch(&set) as f64;
    let grown = resident()?.saturating_sub(before) as f64;
    Ok(vec![
        Figure::new("tables: the set", bytes / MIB, "MiB", Bound::None),
        Figure::new(
            "tables: open and validate 100 MB",
            open * 1e3 * 1e8 / bytes,
            "ms",
            Bound::Most(OPEN_MS_MOST),
        ),
        Figure::new(
            "tables: parse to the heap / open",
            parse / open,
            "x",
            Bound::Least(1.0),
        ),
        Figure::new(
            "tables: resident once opened",
            opened / MIB,
            "MiB",
            Bound::Most(1.0),
        ),
        Figure::new(
            "tables: resident for one row of each large table",
            grown / MIB,
            "MiB",
            Bound::None,
        ),
        Figure::new(
            "tables: that / what those rows may bring in",
            grown / touched,
            "x",
            Bound::Most(1.0),
        ),
    ])
}

fn folder_bytes(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}

/// Bytes of this process that are in memory, exactly.
pub(crate) fn resident() -> Result<u64> {
    let text = fs::read_to_string("/proc/self/smaps_rollup")?;
    let line = text.lines().find_map(|line| line.strip_prefix("Rss:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    Ok(kib.context("no Rss")?.parse::<u64>()? * 1024)
}

/// Reads one row in the middle of every large table: the root, the index and the row itself. The
/// bytes that may come into memory for it.
fn touch(set: &TableSet) -> usize {
    let mut bytes = 0;
    for index in 0..schema::TABLES.len() {
        let length = set.table_file(index).map_or(0, <[u8]>::len);
        if length < LARGE {
            continue;
        }
        let table = set.table_at(index);
        black_box(table.iter().nth(table.len() / 2).map(tables::Row::id));
        bytes += 2 * FAULT_BYTES;
    }
    bytes
}

/// A cell as servers hold it that parse all tables at the start.
#[expect(dead_code, reason = "parsed and held, which is what is measured")]
enum Cell {
    Number(u64),
    Float(f32),
    Text(String),
}

/// The usual way: every row an object on the heap, found through a hash map.
fn parse_all(sources: &[PathBuf]) -> Result<Vec<HashMap<u32, Vec<Cell>>>> {
    let mut all = Vec::with_capacity(sources.len());
    for path in sources {
        let data = fs::read(path)?;
        let tbl = tbl::read(&data, false)?;
        let columns = 0..tbl.columns.len();
        let cell = |row, column| match tbl.value(row, column) {
            Value::U32(value) => Cell::Number(u64::from(value)),
            Value::U64(value) => Cell::Number(value),
            Value::Bool(value) => Cell::Number(u64::from(value)),
            Value::F32(value) => Cell::Float(value),
            Value::Text(text) => Cell::Text(text.to_owned()),
        };
        let row = |row| (tbl.id(row), columns.clone().map(|c| cell(row, c)).collect());
        all.push((0..tbl.rows).map(row).collect());
    }
    Ok(all)
}

/// A row by id, in each table, in an order no cache foresees.
fn rows(set: &TableSet) -> Vec<Figure> {
    let (mut largest, mut worst, mut reservations) = ((0, 0.0), 0.0_f64, 0);
    for index in 0..schema::TABLES.len() {
        let table = set.table_at(index);
        let ids: Vec<u32> = table.iter().map(tables::Row::id).collect();
        if ids.is_empty() {
            continue;
        }
        let mut draw = 0x9E37_79B9_7F4A_7C15_u64;
        let drawn: Vec<u32> = (0..IDS)
            .map(|_| {
                draw = draw.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
                ids[(draw >> 33) as usize % ids.len()]
            })
            .collect();
        let mut at = 0;
        let mut one = || {
            let row = table.get(drawn[at % IDS]);
            black_box(row.map(|row| row.u32(0)));
            at += 1;
        };
        reservations += allocation::count(|| (0..IDS).for_each(|_| one()));
        let mut time = measure::nanoseconds_of(3, &mut one);
        // A slow moment of the machine is not the table's own.
        for _ in 0..ROUNDS_MAX {
            if time <= ROW_NS_MOST {
                break;
            }
            time = time.min(measure::nanoseconds_of(3, &mut one));
        }
        worst = worst.max(time);
        if ids.len() > largest.0 {
            largest = (ids.len(), time);
        }
    }
    vec![
        Figure::new(
            "tables: a row by id in the largest table",
            largest.1,
            "ns",
            Bound::Most(ROW_NS_MOST),
        ),
        Figure::new(
            "tables: a row by id in the slowest table",
            worst,
            "ns",
            Bound::Most(ROW_NS_MOST),
        ),
        Figure::new(
            "tables: reservations of those",
            reservations as f64,
            "",
            Bound::Most(0.0),
        ),
    ]
}
