//! Problems of the worlds' data: a report in the data directory, a line in the log when they
//! change, and figures for the interface. Nobody is kept waiting for it: what is lacking is left
//! out of the world, and the realm plays on.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use api::LackSink;
use bezgelor_core::ids::WorldId;
use bezgelor_core::lacks::{Lack, Lacks};
use bezgelor_core::limits::{DATA_REPORT_BYTES_MAX, DATA_REPORT_WORLDS_MAX};
use futures_lite::future::block_on;
use host::common::Common;
use host::files;
use host::lacks::{LacksByWorld, survey};
use serde::{Deserialize, Serialize};
use shard::Metrics;

use crate::wall_clock;

/// Name of the report in the data directory.
pub const FILE: &str = "data-problems.json";
/// Between two looks at what the zones have counted.
const LOOK: Duration = Duration::from_mins(1);

/// What is lacking, by kind.
type Counts = BTreeMap<String, u32>;

/// The report as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataReport {
    /// Version of the server that wrote it.
    pub version: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Of all worlds together.
    pub total: Counts,
    /// How many worlds lack something.
    pub worlds_lacking: usize,
    /// Those with the most, at most [`DATA_REPORT_WORLDS_MAX`] of them.
    pub worlds: Vec<WorldLacks>,
}

/// One world of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorldLacks {
    /// Row of World.
    pub world: u16,
    /// What people call it; empty when nothing does.
    pub name: String,
    /// What it lacks.
    pub lacks: Counts,
}

fn counts(lacks: &Lacks) -> Counts {
    let named = lacks
        .iter()
        .map(|(lack, count)| (lack.name().into(), count));
    named.collect()
}

impl DataReport {
    fn new(known: &LacksByWorld, names: &BTreeMap<WorldId, String>) -> Self {
        let row = |(world, lacks): (WorldId, &Lacks)| WorldLacks {
            world: world.0,
            name: names.get(&world).cloned().unwrap_or_default(),
            lacks: counts(lacks),
        };
        let mut worlds: Vec<WorldLacks> = known.iter().map(row).collect();
        let sum = |world: &WorldLacks| world.lacks.values().map(|count| u64::from(*count)).sum();
        worlds.sort_by_key(|world| (std::cmp::Reverse::<u64>(sum(world)), world.world));
        let worlds_lacking = worlds.len();
        worlds.truncate(DATA_REPORT_WORLDS_MAX);
        Self {
            version: crate::VERSION.into(),
            at_ms: wall_clock().0,
            total: counts(&known.total()),
            worlds_lacking,
            worlds,
        }
    }

    /// The report in `data_dir`; none when no realm has written one yet.
    ///
    /// # Errors
    /// When it cannot be read, or is none.
    pub fn read(data_dir: &Path) -> io::Result<Option<Self>> {
        let file = match File::open(data_dir.join(FILE)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut text = Vec::new();
        file.take(DATA_REPORT_BYTES_MAX).read_to_end(&mut text)?;
        Ok(Some(serde_json::from_slice(&text)?))
    }

    /// Puts it into `data_dir` in one step: nobody reads half of it.
    fn write(&self, data_dir: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        files::replace(&data_dir.join(FILE), 0o666, &text)
    }

    /// Whether nothing is lacking but maps of the ground.
    #[must_use]
    pub fn lacks_ground_alone(&self) -> bool {
        let ground = Lack::WorldGround.name();
        self.total.keys().all(|kind| kind == ground)
    }

    /// As one line: kinds with their counts, the worst first.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut kinds: Vec<(&String, &u32)> = self.total.iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let kinds: Vec<String> = kinds
            .iter()
            .map(|(kind, n)| format!("{kind} {n}"))
            .collect();
        kinds.join(", ")
    }
}

/// What the keeper of the report is given.
pub(crate) struct Parts {
    pub(crate) common: Arc<Common>,
    pub(crate) metrics: Metrics,
    pub(crate) data_dir: PathBuf,
    /// What people call the worlds.
    pub(crate) names: BTreeMap<WorldId, String>,
    pub(crate) sink: LackSink,
}

/// The running keeper; it ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Keeper {
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // One that panicked has said so in the log.
            let _ = thread.join();
        }
    }
}

/// Looks through the data of all worlds on a thread of its own, writes the report, and writes it
/// anew when zones find more.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn start(parts: Parts) -> io::Result<Keeper> {
    let (stop, stopped) = mpsc::channel::<()>();
    let thread = std::thread::Builder::new().name("data-report".into());
    let thread = thread.spawn(move || keep(&parts, &stopped))?;
    Ok(Keeper {
        stop: Some(stop),
        thread: Some(thread),
    })
}

fn keep(parts: &Parts, stopped: &mpsc::Receiver<()>) {
    let goes_on = || matches!(stopped.try_recv(), Err(mpsc::TryRecvError::Empty));
    let mut known = LacksByWorld::default();
    let mut surveyed = false;
    loop {
        let mut is_news = false;
        if !surveyed {
            let found = block_on(survey(&parts.common, |world, lacks| {
                known.learn(world, lacks);
                goes_on()
            }));
            match found {
                Ok(()) => (surveyed, is_news) = (true, true),
                // It is looked for again at the next look.
                Err(error) => tracing::warn!(%error, "the data of the worlds could not be read"),
            }
        }
        if !goes_on() {
            return;
        }
        if let Some(figures) = parts.metrics.latest() {
            is_news |= known.learn_zones(&figures);
        }
        if is_news {
            tell(parts, &known);
        }
        match stopped.recv_timeout(LOOK) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn tell(parts: &Parts, known: &LacksByWorld) {
    parts.sink.tell(known.total());
    let report = DataReport::new(known, &parts.names);
    let file = parts.data_dir.join(FILE);
    if report.total.is_empty() {
        tracing::info!("the data of the worlds lacks nothing");
    } else {
        let (worlds, problems) = (report.worlds_lacking, report.summary());
        let file = file.display();
        tracing::info!(worlds, problems, %file, "the data of the worlds lacks something");
    }
    if let Err(error) = report.write(&parts.data_dir) {
        tracing::warn!(%error, file = %file.display(), "the report cannot be written");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacks(lack: Lack, count: u32) -> Lacks {
        let mut lacks = Lacks::default();
        (0..count).for_each(|_| lacks.add(lack));
        lacks
    }

    #[test]
    fn the_report_is_bounded_and_comes_back_as_written() {
        let folder = std::env::temp_dir().join(format!("bezgelor-lacks-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        assert_eq!(DataReport::read(&folder).expect("none yet"), None);
        let mut known = LacksByWorld::default();
        for world in 0..DATA_REPORT_WORLDS_MAX as u16 + 9 {
            known.learn(WorldId(world), lacks(Lack::PatrolMode, 1));
        }
        known.learn(WorldId(700), lacks(Lack::SpawnKind, 5));
        let names = BTreeMap::from([(WorldId(700), "Somewhere ".repeat(30))]);
        let report = DataReport::new(&known, &names);
        assert_eq!(report.worlds_lacking, DATA_REPORT_WORLDS_MAX + 10);
        assert_eq!(report.worlds.len(), DATA_REPORT_WORLDS_MAX);
        assert_eq!(report.worlds[0].world, 700, "the worst first");
        let total = DATA_REPORT_WORLDS_MAX + 9;
        assert_eq!(
            report.summary(),
            format!("patrol-mode {total}, spawn-kind 5")
        );
        report.write(&folder).expect("written");
        report.write(&folder).expect("written over");
        let bytes = std::fs::metadata(folder.join(FILE)).expect("there").len();
        assert!(bytes < DATA_REPORT_BYTES_MAX, "{bytes} bytes");
        assert_eq!(DataReport::read(&folder).expect("read"), Some(report));
        std::fs::write(folder.join(FILE), "{").expect("written");
        assert!(DataReport::read(&folder).is_err());
        std::fs::remove_dir_all(&folder).expect("ours");
    }
}
