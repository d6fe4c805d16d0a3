//! Many sources to one set: from an installed client or from folders of loose files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tables::header::Kind;
use tables::map::MapBuilder;
use tables::schema;

use crate::client::{ClientFiles, Found};
use crate::convert::{Converted, read_source, source_hash, table, texts};
use crate::error::{FormatError, Result};
use crate::set::SetWriter;
use crate::{area, terrain};

/// Files and folders looked at below a folder given on the command line.
const FILES_MAX: usize = 1_000_000;
const DEPTH_MAX: usize = 16;

/// Where bytes come from.
#[derive(Clone, Debug)]
enum Origin<'c> {
    File(PathBuf),
    Client(&'c ClientFiles, Found<'c>),
}

impl Origin<'_> {
    fn read(&self) -> Result<Vec<u8>> {
        match self {
            Self::File(path) => read_source(path),
            Self::Client(files, found) => files.read(*found),
        }
    }
}

/// One archive to make.
#[derive(Debug)]
pub struct Job<'c> {
    kind: Kind,
    /// Table name or asset name; a guess for texts until they are read.
    name: String,
    /// (tile x, tile z) for maps, zero otherwise.
    origins: Vec<((usize, usize), Origin<'c>)>,
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Report {
    /// Archives made.
    pub converted: usize,
    /// Archives kept, their source being the same.
    pub kept: usize,
    /// Sources that were refused, with the reason.
    pub failed: Vec<(String, FormatError)>,
    /// What was odd and accepted.
    pub notes: Vec<String>,
}

/// Hears how far a run is; called from several threads.
pub trait Progress: Sync {
    /// One archive is done: how many of how many, and which.
    fn step(&self, done: usize, total: usize, name: &str);
}

/// What to make from an installed client.
///
/// # Errors
/// `client` when it holds neither tables nor texts nor tiles.
pub fn client_jobs(files: &ClientFiles) -> Result<Vec<Job<'_>>> {
    let mut plan = Plan::default();
    for found in files.iter() {
        plan.offer(&found.entry.path, &Origin::Client(files, found));
    }
    plan.finish("the archives")
}

/// What to make from files and folders: `*.tbl`, `*.bin` and `NAME.ZZXX.area`, each also as `.xz`.
///
/// # Errors
/// `io`, or `client` when nothing usable is there.
pub fn file_jobs(paths: &[PathBuf]) -> Result<Vec<Job<'static>>> {
    let mut plan = Plan::default();
    let mut budget = FILES_MAX;
    for path in paths {
        walk(path, DEPTH_MAX, &mut budget, &mut plan)?;
    }
    plan.finish("the files given")
}

fn walk(path: &Path, depth: usize, budget: &mut usize, plan: &mut Plan<'static>) -> Result<()> {
    let io = |e: std::io::Error| FormatError::new("io", format!("{}: {e}", path.display()));
    *budget = budget.saturating_sub(1);
    if *budget == 0 {
        return Err(FormatError::new(
            "io",
            format!("more than {FILES_MAX} files"),
        ));
    }
    let kind = fs::metadata(path).map_err(io)?;
    if kind.is_dir() && depth > 0 {
        let mut inner: Vec<PathBuf> = fs::read_dir(path)
            .map_err(io)?
            .flatten()
            .map(|entry| entry.path())
            .collect();
        inner.sort();
        for path in inner {
            walk(&path, depth - 1, budget, plan)?;
        }
    } else if kind.is_file() {
        plan.offer(&path.to_string_lossy(), &Origin::File(path.to_owned()));
    }
    Ok(())
}

#[derive(Default)]
struct Plan<'c> {
    tables: BTreeMap<String, Origin<'c>>,
    texts: BTreeMap<String, Origin<'c>>,
    maps: BTreeMap<String, BTreeMap<(usize, usize), Origin<'c>>>,
}

impl<'c> Plan<'c> {
    fn offer(&mut self, path: &str, origin: &Origin<'c>) {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let name = name.strip_suffix(".xz").unwrap_or(name);
        let lower = name.to_ascii_lowercase();
        if let Some(stem) = lower.strip_suffix(".tbl") {
            if let Some(known) = schema::find(stem) {
                self.tables.insert(known.name.to_owned(), origin.clone());
            }
        } else if let Some(stem) = lower.strip_suffix(".bin") {
            // Other .bin files of a client lie deeper than the language files.
            if is_locale(stem) {
                self.texts.insert(stem.to_owned(), origin.clone());
            }
        } else if let Some((asset, x, z)) = area::tile_of(name) {
            self.maps
                .entry(asset.to_lowercase())
                .or_default()
                .insert((x, z), origin.clone());
        }
    }

    fn finish(self, where_: &str) -> Result<Vec<Job<'c>>> {
        let single = |kind| {
            move |(name, origin)| Job {
                kind,
                name,
                origins: vec![((0, 0), origin)],
            }
        };
        let mut jobs: Vec<Job<'c>> = self
            .maps
            .into_iter()
            .map(|(name, tiles)| Job {
                kind: Kind::Map,
                name,
                origins: tiles.into_iter().collect(),
            })
            .collect();
        // The largest first: the last thread must not start on a continent alone.
        jobs.sort_by_key(|job| std::cmp::Reverse(job.origins.len()));
        jobs.extend(self.texts.into_iter().map(single(Kind::Text)));
        jobs.extend(self.tables.into_iter().map(single(Kind::Table)));
        if jobs.is_empty() {
            let reason = format!("no tables, texts or map tiles in {where_}");
            return Err(FormatError::new("client", reason));
        }
        Ok(jobs)
    }
}

/// `en-us` and its kin.
fn is_locale(stem: &str) -> bool {
    matches!(stem.as_bytes(), [a, b, b'-', c, d]
        if [a, b, c, d].iter().all(|letter| letter.is_ascii_alphabetic()))
}

/// Runs jobs on all cores into a set. Sources that fail are reported and left out.
///
/// # Errors
/// `io` when an archive cannot be written.
pub fn run(
    jobs: &[Job<'_>],
    set: SetWriter,
    lenient: bool,
    progress: &dyn Progress,
) -> Result<(SetWriter, Report)> {
    let set = Mutex::new((set, Report::default(), None));
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(jobs.len()) {
            scope.spawn(|| {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = work(job, &set, lenient);
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    progress.step(done, jobs.len(), &job.name);
                    let Ok(mut state) = set.lock() else { return };
                    match outcome {
                        Ok(()) => {}
                        Err(error) if error.code == "write" => {
                            state.2 = Some(error);
                            return;
                        }
                        Err(error) => state.1.failed.push((job.name.clone(), error)),
                    }
                }
            });
        }
    });
    let (set, mut report, fatal) = set
        .into_inner()
        .map_err(|_| FormatError::new("io", "a worker panicked"))?;
    report.failed.sort_by(|a, b| a.0.cmp(&b.0));
    match fatal {
        Some(error) => Err(FormatError::new("io", error.reason)),
        None => Ok((set, report)),
    }
}

type State = Mutex<(SetWriter, Report, Option<FormatError>)>;

fn work(job: &Job<'_>, state: &State, lenient: bool) -> Result<()> {
    let locked = || {
        state
            .lock()
            .map_err(|_| FormatError::new("io", "a worker panicked"))
    };
    let schema_hash = schema::find(&job.name).map_or(0, |s| s.hash);
    let made = if job.kind == Kind::Map {
        let hash = map_hash(job)?;
        let kept = locked()?.0.keep(Kind::Map, &job.name, hash);
        if kept { None } else { Some(map(job, hash)?) }
    } else {
        let [(_, origin)] = job.origins.as_slice() else {
            return Ok(());
        };
        let data = origin.read()?;
        let hash = source_hash(
            &data,
            if job.kind == Kind::Table {
                schema_hash
            } else {
                0
            },
        );
        if locked()?.0.keep(job.kind, &job.name, hash) {
            None
        } else if job.kind == Kind::Table {
            Some(table(&data, Some(&job.name), lenient)?)
        } else {
            Some(texts(&data, lenient)?)
        }
    };
    let mut state = locked()?;
    let Some(made) = made else {
        state.1.kept += 1;
        return Ok(());
    };
    let put = state.0.put(&job.name, &made.archive);
    put.map_err(|error| FormatError::new("write", error.reason))?;
    state.1.converted += 1;
    state.1.notes.extend(
        made.notes
            .iter()
            .map(|note| format!("{}: {note}", job.name)),
    );
    Ok(())
}

/// Over the tiles' places and contents; contents inside client archives are named by their SHA-1.
fn map_hash(job: &Job<'_>) -> Result<u64> {
    let mut all = Vec::with_capacity(job.origins.len() * 32);
    for ((x, z), origin) in &job.origins {
        all.extend([*x as u8, *z as u8]);
        match origin {
            Origin::Client(_, found) => all.extend(found.entry.sha1),
            Origin::File(_) => all.extend(source_hash(&origin.read()?, 0).to_le_bytes()),
        }
    }
    Ok(source_hash(&all, 0))
}

/// A tile that cannot be read is noted and left out, as a hole in the map.
fn map(job: &Job<'_>, hash: u64) -> Result<Converted> {
    let mut builder = MapBuilder::new(&job.name);
    let mut notes = Vec::new();
    for ((x, z), origin) in &job.origins {
        match origin.read().and_then(|data| area::read(&data)) {
            Ok(tile) => terrain::add_tile(&mut builder, *x, *z, &tile)
                .map_err(|error| FormatError::new("archive", error.to_string()))?,
            Err(error) => notes.push(format!("tile {z:02x}{x:02x} left out, {error}")),
        }
    }
    let archive = builder
        .finish(hash)
        .map_err(|e| FormatError::new("archive", e.to_string()))?;
    Ok(Converted {
        name: job.name.clone(),
        archive,
        notes,
    })
}
