//! Makes a set's archives on all cores. A table or a language is one piece of work; a world is one
//! piece a tile, so that the largest continent keeps all cores busy and not one.
//!
//! Tiles are parsed in any order and put together in theirs: the same sources give the same bytes,
//! however many cores there are.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use tables::header::Kind;
use tables::map::MapBuilder;
use tables::schema;

use crate::area::{self, Area};
use crate::convert::{Room, source_hash, texts};
use crate::error::{FormatError, Result};
use crate::import::Job;
use crate::set::{SetWriter, is_whole, write_archive};
use crate::terrain;

/// Parsed tiles of one world that may wait for an earlier one; a parsed tile is a megabyte.
const TILES_EARLY_MAX: usize = 64;

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

/// How far a run is.
#[derive(Clone, Copy, Debug)]
pub struct Step<'s> {
    /// Archives done.
    pub done: usize,
    /// Archives in all.
    pub total: usize,
    /// Bytes of sources done; the time left follows from these.
    pub bytes_done: u64,
    /// Bytes of sources in all.
    pub bytes_total: u64,
    /// The archive worked at.
    pub name: &'s str,
    /// Whether it is done; else one more tile of it is.
    pub whole: bool,
}

/// Hears how far a run is; called from several threads.
pub trait Progress: Sync {
    /// An archive is done, or one tile more of a world.
    fn step(&self, step: Step<'_>);
}

/// A world while its tiles come in.
#[derive(Default)]
struct World {
    stage: Mutex<Stage>,
    moved: Condvar,
}

#[derive(Default)]
enum Stage {
    #[default]
    Untouched,
    Building(Box<Assembly>),
    /// Archived, kept or failed.
    Done,
}

struct Assembly {
    hash: u64,
    builder: MapBuilder,
    /// The tile to be added next.
    next: usize,
    early: BTreeMap<usize, Result<Area>>,
    notes: Vec<String>,
}

/// What a tile finds its world to be.
enum Begun {
    Building,
    /// Kept or failed, as this very call has found.
    Settled,
    /// So since before.
    Over,
}

struct Run<'r, 'c> {
    jobs: &'r [Job<'c>],
    /// By job; only those of maps are used.
    worlds: Vec<World>,
    folder: PathBuf,
    state: Mutex<(SetWriter, Report)>,
    lenient: bool,
    progress: &'r dyn Progress,
    archives_done: AtomicUsize,
    bytes_done: AtomicU64,
    bytes_total: u64,
    /// Set when the folder cannot be written: nobody goes on.
    broken: AtomicBool,
}

/// What one thread uses for one table after another.
#[derive(Default)]
struct Desk {
    source: Vec<u8>,
    room: Room,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is inside is changed by single steps that do not panic.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
    let run = Run {
        jobs,
        worlds: jobs.iter().map(|_| World::default()).collect(),
        folder: set.folder().to_owned(),
        state: Mutex::new((set, Report::default())),
        lenient,
        progress,
        archives_done: AtomicUsize::new(0),
        bytes_done: AtomicU64::new(0),
        bytes_total: jobs.iter().map(Job::bytes).sum(),
        broken: AtomicBool::new(false),
    };
    let pieces: Vec<(usize, usize)> = jobs
        .iter()
        .enumerate()
        .flat_map(|(index, job)| (0..job.origins.len()).map(move |part| (index, part)))
        .collect();
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(pieces.len()) {
            scope.spawn(|| {
                let mut desk = Desk::default();
                while let Some((job, part)) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if run.broken.load(Ordering::Relaxed) {
                        return;
                    }
                    run.piece(*job, *part, &mut desk);
                }
            });
        }
    });
    let (set, mut report) = run
        .state
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    report.failed.sort_by(|a, b| a.0.cmp(&b.0));
    report.notes.sort();
    match report.failed.iter().find(|(_, error)| error.code == WRITE) {
        Some((_, error)) => Err(FormatError::new("io", error.reason.clone())),
        None => Ok((set, report)),
    }
}

/// Code of errors that end the whole run.
const WRITE: &str = "write";

impl Run<'_, '_> {
    fn piece(&self, index: usize, part: usize, desk: &mut Desk) {
        let Some(job) = self.jobs.get(index) else {
            return;
        };
        let bytes = job.bytes_of(part);
        let whole = if job.kind == Kind::Map {
            self.tile(index, job, part, desk)
        } else {
            let outcome = self.single(job, desk);
            self.settle(job, outcome);
            true
        };
        let bytes_done = self.bytes_done.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if whole {
            self.archives_done.fetch_add(1, Ordering::Relaxed);
        }
        self.progress.step(Step {
            done: self.archives_done.load(Ordering::Relaxed),
            total: self.jobs.len(),
            bytes_done,
            bytes_total: self.bytes_total,
            name: &job.name,
            whole,
        });
    }

    /// Notes how a job ended.
    fn settle(&self, job: &Job<'_>, outcome: Result<()>) {
        if let Err(error) = outcome {
            if error.code == WRITE {
                self.broken.store(true, Ordering::Relaxed);
            }
            locked(&self.state).1.failed.push((job.name.clone(), error));
        }
    }

    /// Keeps the archive made from the same source before, unless it was damaged since.
    fn keep(&self, job: &Job<'_>, hash: u64) -> bool {
        let old = locked(&self.state).0.candidate(job.kind, &job.name, hash);
        let Some(old) = old.filter(|old| is_whole(&self.folder, old)) else {
            return false;
        };
        let mut state = locked(&self.state);
        state.0.keep(old);
        state.1.kept += 1;
        true
    }

    /// Writes an archive; the file is written while others work on.
    fn put(&self, job: &Job<'_>, archive: &[u8], notes: Vec<String>) -> Result<()> {
        let write = |error: FormatError| FormatError::new(WRITE, error.reason);
        let entry = write_archive(&self.folder, &job.name, archive).map_err(write)?;
        let mut state = locked(&self.state);
        state.0.add(entry).map_err(write)?;
        state.1.converted += 1;
        let notes = notes.into_iter();
        state
            .1
            .notes
            .extend(notes.map(|note| format!("{}: {note}", job.name)));
        Ok(())
    }

    /// A table or a language.
    fn single(&self, job: &Job<'_>, desk: &mut Desk) -> Result<()> {
        let [(_, origin)] = job.origins.as_slice() else {
            return Ok(());
        };
        origin.read_into(&mut desk.source)?;
        let data = desk.source.as_slice();
        if job.kind == Kind::Table {
            let schema_hash = schema::find(&job.name).map_or(0, |schema| schema.hash);
            let hash = source_hash(data, schema_hash);
            if !self.keep(job, hash) {
                let stem = Some(job.name.as_str());
                let (archive, notes) = desk.room.table(data, stem, Some(hash), self.lenient)?;
                self.put(job, archive, notes)?;
            }
        } else if !self.keep(job, source_hash(data, 0)) {
            let made = texts(data, self.lenient)?;
            self.put(job, &made.archive, made.notes)?;
        }
        Ok(())
    }

    /// One tile of a world; whoever brings the last one archives the world. Whether the world is
    /// now done.
    fn tile(&self, index: usize, job: &Job<'_>, part: usize, desk: &mut Desk) -> bool {
        let (Some(world), Some((_, origin))) = (self.worlds.get(index), job.origins.get(part))
        else {
            return false;
        };
        match self.begin(world, job) {
            Begun::Building => {}
            Begun::Settled => return true,
            Begun::Over => return false,
        }
        // A tile that panicked would be waited for until the end of time.
        let parsed = catch_unwind(AssertUnwindSafe(|| {
            origin.read_into(&mut desk.source)?;
            area::read(&desk.source)
        }));
        let parsed = parsed.unwrap_or_else(|_| Err(FormatError::new("panic", "own fault")));

        let mut stage = locked(&world.stage);
        loop {
            let Stage::Building(assembly) = &mut *stage else {
                return false;
            };
            if part == assembly.next || assembly.early.len() < TILES_EARLY_MAX {
                assembly.early.insert(part, parsed);
                break;
            }
            stage = world
                .moved
                .wait(stage)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let Stage::Building(assembly) = &mut *stage else {
            return false;
        };
        let outcome = assembly.advance(job);
        world.moved.notify_all();
        if outcome.is_ok() && assembly.next < job.origins.len() {
            return false;
        }
        let Stage::Building(assembly) = std::mem::take(&mut *stage) else {
            return false;
        };
        *stage = Stage::Done;
        drop(stage);
        let outcome = outcome.and_then(|()| {
            let Assembly {
                builder,
                hash,
                notes,
                ..
            } = *assembly;
            self.put(job, &builder.finish(hash).map_err(archive_error)?, notes)
        });
        self.settle(job, outcome);
        true
    }

    /// Whether the world is to be made; the first to ask finds out.
    fn begin(&self, world: &World, job: &Job<'_>) -> Begun {
        let mut stage = locked(&world.stage);
        let first = matches!(*stage, Stage::Untouched);
        if first {
            *stage = match job.map_hash() {
                Ok(hash) if self.keep(job, hash) => Stage::Done,
                Ok(hash) => Stage::Building(Box::new(Assembly {
                    hash,
                    builder: MapBuilder::new(&job.name),
                    next: 0,
                    early: BTreeMap::new(),
                    notes: Vec::new(),
                })),
                Err(error) => {
                    self.settle(job, Err(error));
                    Stage::Done
                }
            };
        }
        match *stage {
            Stage::Building(_) => Begun::Building,
            _ if first => Begun::Settled,
            _ => Begun::Over,
        }
    }
}

impl Assembly {
    /// Adds what has its turn. A tile that could not be read is noted and left out, as a hole in
    /// the map.
    fn advance(&mut self, job: &Job<'_>) -> Result<()> {
        while let Some(parsed) = self.early.remove(&self.next) {
            let (x, z) = job
                .origins
                .get(self.next)
                .map_or((0, 0), |(place, _)| *place);
            match parsed {
                Ok(tile) => {
                    terrain::add_tile(&mut self.builder, x, z, &tile).map_err(archive_error)?;
                }
                Err(error) => {
                    self.notes
                        .push(format!("tile {z:02x}{x:02x} left out, {error}"));
                }
            }
            self.next += 1;
        }
        Ok(())
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape `map_err` asks for"
)]
fn archive_error(error: tables::ArchiveError) -> FormatError {
    FormatError::new("archive", error.to_string())
}
