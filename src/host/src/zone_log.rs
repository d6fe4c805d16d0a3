//! Recording zones: everything that goes into a zone, into a file that `bezgelor replay` runs
//! again.
//!
//! A zone only gathers bytes and hands them to a bounded queue; a thread of its own writes. A log
//! with a gap could not be run again, so a log that finds no room ends there and says so.

use std::collections::HashMap;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use bezgelor_core::limits::{ZONE_LOG_BYTES_MAX, ZONE_LOG_PIECE_BYTES, ZONE_LOG_QUEUE_MAX};
use bezgelor_core::time::Now;
use world::{Inputs, Outputs, ZoneConfig, replay};

use crate::zone::Population;

/// Steps that wait for the writer at most: about a second, which is what a process that dies
/// without a word loses of a log.
const STEPS_PER_PIECE: u32 = 20;
/// What the file names end in.
const EXTENSION: &str = "bzlg";

enum Job {
    /// Bytes for a log; the first ones make its file.
    Write { name: Arc<str>, bytes: Vec<u8> },
    /// A log is over.
    End { name: Arc<str> },
    /// Nothing more comes.
    Stop,
}

/// Makes logs; cheap to clone, usable on every shard.
#[derive(Clone)]
pub struct ZoneLogs {
    jobs: SyncSender<Job>,
}

/// The thread that writes.
pub struct ZoneLogThread {
    jobs: SyncSender<Job>,
    thread: JoinHandle<()>,
}

impl ZoneLogs {
    /// Makes the folder, for its owner alone, and starts the thread that writes.
    ///
    /// # Errors
    /// When the folder cannot be made, or the system gives no thread.
    pub fn start(folder: &Path) -> io::Result<(Self, ZoneLogThread)> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        let (jobs, waiting) = sync_channel(ZONE_LOG_QUEUE_MAX);
        let folder = folder.to_owned();
        let thread = std::thread::Builder::new()
            .name("zone-log".into())
            .spawn(move || write(&folder, &waiting))?;
        let logs = Self { jobs: jobs.clone() };
        Ok((logs, ZoneLogThread { jobs, thread }))
    }

    /// Begins the log of a zone that has not taken a step yet.
    #[must_use]
    pub fn begin(&self, config: &ZoneConfig, population: &Population) -> ZoneLog {
        let mut pending = Vec::new();
        population.begin_log(config, &mut pending);
        ZoneLog {
            jobs: self.jobs.clone(),
            label: format!("world{}-zone{}", config.world_id.0, config.instance.0),
            name: None,
            pending,
            steps: 0,
            handed: 0,
            is_over: false,
        }
    }
}

impl ZoneLogThread {
    /// Writes what waits and ends. Call it when the shards are gone.
    pub fn finish(self) {
        // A writer that is gone already has nothing left to do.
        let _ = self.jobs.send(Job::Stop);
        if self.thread.join().is_err() {
            tracing::error!("the zones' logs ended in a panic");
        }
    }
}

/// The log of one zone; whatever waits is handed on when it is dropped.
pub struct ZoneLog {
    jobs: SyncSender<Job>,
    label: String,
    /// Of the file, once the first step says when it was.
    name: Option<Arc<str>>,
    pending: Vec<u8>,
    /// In `pending`.
    steps: u32,
    handed: u64,
    is_over: bool,
}

impl ZoneLog {
    /// Notes what the zone is about to be given.
    pub fn step(&mut self, now: Now, inputs: &Inputs) {
        if self.is_over {
            return;
        }
        if self.name.is_none() {
            let name = format!("{}-{}.{EXTENSION}", self.label, now.unix.0);
            self.name = Some(name.into());
        }
        replay::write_step(now, inputs, &mut self.pending);
    }

    /// Notes what the step put out.
    pub fn stepped(&mut self, out: &Outputs) {
        if self.is_over {
            return;
        }
        replay::write_digest(out.digest(), &mut self.pending);
        self.steps += 1;
        if self.steps >= STEPS_PER_PIECE || self.pending.len() >= ZONE_LOG_PIECE_BYTES {
            self.steps = 0;
            self.hand_on();
        }
    }

    fn hand_on(&mut self) {
        let Some(name) = self.name.clone() else {
            return;
        };
        let bytes = std::mem::take(&mut self.pending);
        self.handed += bytes.len() as u64;
        let fits = self.handed <= ZONE_LOG_BYTES_MAX;
        if !fits || self.jobs.try_send(Job::Write { name, bytes }).is_err() {
            self.is_over = true;
            let zone = &self.label;
            tracing::warn!(
                zone,
                "the log of a zone ends early: there is no room for it"
            );
        }
    }
}

impl Drop for ZoneLog {
    fn drop(&mut self) {
        if !self.is_over && !self.pending.is_empty() {
            self.hand_on();
        }
        if let Some(name) = self.name.take() {
            let _ = self.jobs.try_send(Job::End { name });
        }
    }
}

/// The writer's life. A file that cannot be written is given up and said once.
fn write(folder: &Path, jobs: &Receiver<Job>) {
    let mut files: HashMap<Arc<str>, Option<File>> = HashMap::new();
    while let Ok(job) = jobs.recv() {
        match job {
            Job::Write { name, bytes } => {
                let path = folder.join(&*name);
                let file = files.entry(name).or_insert_with(|| open(&path));
                let written = file.as_mut().map(|file| file.write_all(&bytes));
                if let Some(Err(error)) = written {
                    tracing::error!(%error, path = %path.display(), "a zone's log ends early");
                    *file = None;
                }
            }
            Job::End { name } => {
                files.remove(&name);
            }
            Job::Stop => return,
        }
    }
}

fn open(path: &PathBuf) -> Option<File> {
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    opened
        .inspect_err(|error| tracing::error!(%error, path = %path.display(), "no log of a zone"))
        .ok()
}
