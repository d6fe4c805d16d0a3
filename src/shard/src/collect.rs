//! One owner of every shard's latest figures, asked by whoever shows them.
//!
//! Shards publish copies and never wait; a thread of its own keeps the newest of each and answers
//! questions in order. So nobody shares memory with a shard to look at it.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;
use bezgelor_core::limits::METRICS_QUEUE_MAX;

use crate::metrics::{MetricsReceiver, Snapshot};
use crate::watchdog::Beat;

/// Who asks waits no longer than this.
const ANSWER: Duration = Duration::from_secs(1);

/// The newest figures of one shard.
#[derive(Clone, Debug)]
pub struct Latest {
    /// What it published last.
    pub snapshot: Arc<Snapshot>,
    /// Stalls noticed by the watchdog since it started.
    pub stalls: u64,
}

/// The newest figures of all shards that have published any.
pub type Figures = BTreeMap<ShardId, Latest>;

type Question = flume::Sender<Figures>;

/// The way to the figures; cheap to clone, usable from any thread and any executor.
#[derive(Clone, Debug)]
pub struct Metrics(flume::Sender<Question>);

impl Metrics {
    /// The newest figures; none when the collector is gone or does not keep up.
    #[must_use]
    pub fn latest(&self) -> Option<Figures> {
        self.ask()?.recv_timeout(ANSWER).ok()
    }

    /// As [`Metrics::latest`], on an executor.
    pub async fn latest_async(&self) -> Option<Figures> {
        self.ask()?.recv_async().await.ok()
    }

    fn ask(&self) -> Option<flume::Receiver<Figures>> {
        let (reply, answer) = flume::bounded(1);
        self.0.try_send(reply).ok()?;
        Some(answer)
    }
}

/// The running collector; it ends when it is dropped.
#[derive(Debug)]
pub struct Collector {
    stop: Option<flume::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Collector {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // One that panicked has said so in the log.
            let _ = thread.join();
        }
    }
}

enum Event {
    Published(Box<Snapshot>),
    Asked(Question),
    Stopped,
}

/// Starts the collector of `metrics`; `tell` is called with the figures now and those of the last
/// call, each time `every` has passed.
///
/// # Errors
/// When the system gives no thread.
pub fn start(
    metrics: MetricsReceiver,
    beats: Vec<Beat>,
    every: Duration,
    tell: impl Fn(&Figures, &Figures) + Send + 'static,
) -> io::Result<(Metrics, Collector)> {
    let (ask, questions) = flume::bounded::<Question>(METRICS_QUEUE_MAX);
    let (stop, stopped) = flume::bounded::<()>(0);
    let thread = std::thread::Builder::new()
        .name("metrics".into())
        .spawn(move || {
            let mut latest = Figures::new();
            let mut told = Figures::new();
            let mut tell_at = Instant::now() + every;
            loop {
                let event = flume::Selector::new()
                    .recv(&stopped, |_| Event::Stopped)
                    .recv(&metrics.0, |snapshot| {
                        snapshot.map_or(Event::Stopped, Event::Published)
                    })
                    .recv(&questions, |question| {
                        question.map_or(Event::Stopped, Event::Asked)
                    })
                    .wait_deadline(tell_at);
                match event {
                    Ok(Event::Published(snapshot)) => {
                        let shard = snapshot.shard;
                        let stalls = beats.get(usize::from(shard.0)).map_or(0, Beat::stalls);
                        let snapshot = Arc::from(snapshot);
                        latest.insert(shard, Latest { snapshot, stalls });
                    }
                    Ok(Event::Asked(question)) => {
                        // Who asked may have gone.
                        let _ = question.try_send(latest.clone());
                    }
                    Ok(Event::Stopped) => return,
                    Err(_) => {
                        tell(&latest, &told);
                        told.clone_from(&latest);
                        tell_at = Instant::now() + every;
                    }
                }
            }
        })?;
    let collector = Collector {
        stop: Some(stop),
        thread: Some(thread),
    };
    Ok((Metrics(ask), collector))
}
