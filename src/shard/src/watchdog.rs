//! A thread that pokes every executor and notices when one stands still.
//!
//! The poke also rescues an executor that parks with runnable work (`runtime.md` section 1): it
//! comes on a channel of its own, so a lost wake-up of another cannot swallow it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use bezgelor_core::ids::ShardId;
use bezgelor_core::time::Millis;

use crate::clock::Clock;
use crate::executor::Control;

/// Between two pokes.
const POKE: Duration = Duration::from_millis(100);
/// A heartbeat older than this beyond a poke's period is a stall.
const STALL_MS: u64 = 150;
/// A heartbeat older than this is a dead shard.
const DEAD_MS: u64 = 2_000;

/// When a shard last answered, on the clock of the process: the one number two threads share.
#[derive(Clone, Default)]
pub(crate) struct Beat(Arc<AtomicU64>);

impl Beat {
    /// The shard answers.
    pub(crate) fn strike(&self, now: Millis) {
        self.0.store(now.0, Ordering::Relaxed);
    }

    /// The shard has stopped as it should and answers no more.
    pub(crate) fn end(&self) {
        self.0.store(ENDED, Ordering::Relaxed);
    }

    fn at_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The heartbeat of a shard that has stopped.
const ENDED: u64 = u64::MAX;

/// One shard to look after.
pub(crate) struct Watch {
    pub(crate) shard: ShardId,
    pub(crate) control: flume::Sender<Control>,
    pub(crate) beat: Beat,
}

/// The running watchdog.
#[derive(Default)]
pub(crate) struct Handle(Option<(flume::Sender<()>, JoinHandle<()>)>);

impl Handle {
    pub(crate) fn stop(self) {
        if let Some((stop, thread)) = self.0 {
            drop(stop);
            // A watchdog that panicked has nothing left to say.
            let _ = thread.join();
        }
    }
}

pub(crate) fn start(clock: Clock, watches: Vec<Watch>) -> Handle {
    let (stop, stopped) = flume::bounded(0);
    let thread = std::thread::Builder::new()
        .name("watchdog".into())
        .spawn(move || {
            let mut states = vec![State::default(); watches.len()];
            while let Err(flume::RecvTimeoutError::Timeout) = stopped.recv_timeout(POKE) {
                for (watch, state) in watches.iter().zip(&mut states) {
                    look(watch, state, clock.mono().0);
                }
            }
        });
    match thread {
        Ok(thread) => Handle(Some((stop, thread))),
        Err(error) => {
            tracing::error!(%error, "no thread for the watchdog");
            Handle(None)
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    stalled_since: u64,
    dead: bool,
}

fn look(watch: &Watch, state: &mut State, now: u64) {
    // A full channel means that it does not answer; that shows in its beat.
    let _ = watch.control.try_send(Control::Poke);
    let beat = watch.beat.at_ms();
    let age = now.saturating_sub(beat);
    if beat == 0 || beat == ENDED {
        return;
    }
    if age < STALL_MS {
        if state.stalled_since != 0 {
            let ms = now.saturating_sub(state.stalled_since);
            tracing::warn!(shard = watch.shard.0, ms, "a shard stood still");
        }
        *state = State::default();
    } else {
        if state.stalled_since == 0 {
            state.stalled_since = beat;
        }
        if age >= DEAD_MS && !state.dead {
            state.dead = true;
            tracing::error!(shard = watch.shard.0, ms = age, "a shard does not answer");
        }
    }
}
