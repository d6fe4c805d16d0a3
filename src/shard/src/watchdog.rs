//! One thread that pokes every executor and notices those that do not answer.
//!
//! The poke is also a rescue: the io_uring executor can park with runnable work when its preempt
//! timer fires at the wrong instant, and a wake from outside gets it going again. Not always: who
//! sleeps through its poke is woken by a signal.
//!
//! The fault is in the version we build on, glommio-ng 0.12.0, and in every one published so far:
//! its executor's `run_task_queues` asks for preemption before the first queue of a turn and
//! before the first task of a queue, and takes "preempted before anything ran" for "nothing to
//! run". The fork it comes from has mended that (glommio/glommio, pull request 53 of September
//! 2026: both are asked only behind the first); no release holds it yet. So the fault is bounded
//! here, not gone: to one period of pokes mostly, to [`ASLEEP_MS`] and a period at worst. When a
//! release holds it, the pin in `Cargo.toml` goes up and the signal may go; the pokes stay, since
//! they find stalls.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use bezgelor_core::ids::{ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::limits::{STALL_ERROR_MS, STALL_MS};
use bezgelor_core::time::Millis;

use crate::clock::Clock;
use crate::executor::Control;
use crate::wake;

/// Between two looks at all shards.
const LOOK: Duration = Duration::from_millis(25);
/// Between two pokes of an idle shard.
const POKE_MS: u64 = 100;
/// An idle shard that has not answered for so long sleeps: no wait for a core lasts that long on a
/// machine that can run a realm, and a signal too many costs nothing.
const ASLEEP_MS: u64 = 200;
/// Between two lines in the log about one shard.
const LOG_MS: u64 = 5_000;

/// What a shard is doing right now, so that a stall has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Waiting, or in code that is too short to matter.
    Idle,
    /// Stepping or distributing a zone.
    Zone(ZoneInstanceId),
    /// In a connection's lane.
    Lane(ConnectionId),
    /// In the host: a message, or its tick.
    Host,
    /// Writing to sockets.
    Flush,
}

const KIND_SHIFT: u32 = 61;
const KIND_ID_MASK: u64 = (1 << KIND_SHIFT) - 1;

impl Activity {
    fn pack(self) -> u64 {
        let (kind, id) = match self {
            Self::Idle => (0, 0),
            Self::Zone(zone) => (1, u64::from(zone.0)),
            Self::Lane(connection) => (2, connection.0),
            Self::Host => (3, 0),
            Self::Flush => (4, 0),
        };
        kind << KIND_SHIFT | id & KIND_ID_MASK
    }

    fn unpack(packed: u64) -> Self {
        let id = packed & KIND_ID_MASK;
        match packed >> KIND_SHIFT {
            1 => Self::Zone(ZoneInstanceId(id as u32)),
            2 => Self::Lane(ConnectionId(id)),
            3 => Self::Host,
            4 => Self::Flush,
            _ => Self::Idle,
        }
    }
}

/// The only memory that a shard shares with another thread: its heartbeat. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Beat(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    answered_ms: AtomicU64,
    activity: AtomicU64,
    since_ms: AtomicU64,
    stalls: AtomicU64,
    thread: AtomicI32,
}

/// The answer of a shard that has stopped as it should.
const ENDED: Millis = Millis(u64::MAX);

/// Since when a shard does nothing.
const NEVER: Millis = Millis(0);

/// Marks an activity until it is dropped.
pub(crate) struct Busy<'a> {
    beat: &'a Beat,
    before: (u64, u64),
}

impl Beat {
    pub(crate) fn enter(&self, activity: Activity, now: Millis) -> Busy<'_> {
        let before = (
            self.0.activity.load(Ordering::Relaxed),
            self.0.since_ms.load(Ordering::Relaxed),
        );
        self.0.since_ms.store(now.0, Ordering::Relaxed);
        self.0.activity.store(activity.pack(), Ordering::Relaxed);
        Busy { beat: self, before }
    }

    /// The calling thread is the shard's.
    pub(crate) fn is_of_this_thread(&self) {
        self.0.thread.store(wake::this_thread(), Ordering::Relaxed);
    }

    /// Interrupts the sleep of the shard's thread.
    fn nudge(&self) {
        wake::nudge_thread(self.0.thread.load(Ordering::Relaxed));
    }

    /// The shard answers.
    pub(crate) fn answer(&self, now: Millis) {
        self.0.answered_ms.store(now.0, Ordering::Relaxed);
    }

    /// The shard has stopped as it should and answers no more.
    pub(crate) fn end(&self) {
        self.answer(ENDED);
    }

    /// When the shard last answered; it does so at least every few hundred milliseconds.
    #[must_use]
    pub fn answered_at(&self) -> Millis {
        Millis(self.0.answered_ms.load(Ordering::Relaxed))
    }

    /// What the shard is doing, and since when.
    #[must_use]
    pub fn activity(&self) -> (Activity, Millis) {
        let activity = Activity::unpack(self.0.activity.load(Ordering::Relaxed));
        (activity, Millis(self.0.since_ms.load(Ordering::Relaxed)))
    }

    /// Stalls noticed so far.
    #[must_use]
    pub fn stalls(&self) -> u64 {
        self.0.stalls.load(Ordering::Relaxed)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        let shared = &self.beat.0;
        shared.since_ms.store(self.before.1, Ordering::Relaxed);
        shared.activity.store(self.before.0, Ordering::Relaxed);
    }
}

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
            let mut states: Vec<State> = watches.into_iter().map(State::new).collect();
            while let Err(flume::RecvTimeoutError::Timeout) = stopped.recv_timeout(LOOK) {
                let now = clock.mono();
                for state in &mut states {
                    state.look(now);
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

struct State {
    watched: Watch,
    /// Sent and not answered.
    poked_at: Option<Millis>,
    last_poke: Millis,
    /// The stall that was counted, by its beginning.
    stalled_since: Option<Millis>,
    sick: bool,
    logged_at: Option<Millis>,
}

impl State {
    fn new(watched: Watch) -> Self {
        Self {
            watched,
            poked_at: None,
            last_poke: Millis(0),
            stalled_since: None,
            sick: false,
            logged_at: None,
        }
    }

    fn look(&mut self, now: Millis) {
        let beat = &self.watched.beat;
        let answered = beat.answered_at();
        if answered == ENDED {
            return;
        }
        if self.poked_at.is_some_and(|poked| answered >= poked) {
            self.poked_at = None;
        }
        let (activity, since) = beat.activity();
        // The two are read one after the other: what has just begun or ended can come with the
        // time of nothing, which is no beginning.
        let is_busy = activity != Activity::Idle && since != NEVER;
        let busy_since = is_busy.then_some(since);
        match [self.poked_at, busy_since].into_iter().flatten().min() {
            Some(since) if now.since(since) > STALL_MS => self.stalled(now, since, activity),
            _ => self.recovered(now),
        }
        if now.since(self.last_poke) >= POKE_MS {
            let sleeps = |poked: Millis| now.since(poked) >= ASLEEP_MS;
            if !is_busy && self.poked_at.is_some_and(sleeps) {
                self.watched.beat.nudge();
            }
            // Full means that the last pokes have not been taken yet.
            if self.watched.control.try_send(Control::Poke).is_ok() {
                self.poked_at.get_or_insert(now);
            }
            self.last_poke = now;
        }
    }

    fn stalled(&mut self, now: Millis, since: Millis, activity: Activity) {
        let shard = self.watched.shard.0;
        let stalled_ms = now.since(since);
        if self.stalled_since.is_none() {
            self.stalled_since = Some(since);
            self.watched.beat.0.stalls.fetch_add(1, Ordering::Relaxed);
            if self.logged_at.is_none_or(|at| now.since(at) >= LOG_MS) {
                self.logged_at = Some(now);
                tracing::warn!(shard, stalled_ms, ?activity, "a shard stands still");
            }
        }
        if stalled_ms >= STALL_ERROR_MS && !self.sick {
            self.sick = true;
            tracing::error!(shard, stalled_ms, ?activity, "a shard does not answer");
        }
    }

    fn recovered(&mut self, now: Millis) {
        let Some(since) = self.stalled_since.take() else {
            return;
        };
        if std::mem::take(&mut self.sick) {
            let stalled_ms = now.since(since);
            tracing::error!(
                shard = self.watched.shard.0,
                stalled_ms,
                "a shard answers again"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> (State, flume::Receiver<Control>, Beat) {
        let (control, poked) = flume::bounded(1);
        let beat = Beat::default();
        let watched = Watch {
            shard: ShardId(0),
            beat: beat.clone(),
            control,
        };
        (State::new(watched), poked, beat)
    }

    #[test]
    fn an_activity_read_with_the_time_of_none_is_no_stall_since_the_start() {
        let (mut state, _poked, beat) = state();
        let activity = Activity::Lane(ConnectionId(7)).pack();
        beat.0.activity.store(activity, Ordering::Relaxed);
        beat.answer(Millis(60_000));
        state.look(Millis(60_000));
        assert_eq!(beat.stalls(), 0);
        beat.0.since_ms.store(60_000, Ordering::Relaxed);
        state.look(Millis(60_000 + STALL_MS + 1));
        assert_eq!(beat.stalls(), 1, "what really lasts is one");
    }

    #[test]
    fn an_answered_poke_is_no_stall_and_a_silent_one_is_one_stall() {
        let (mut state, poked, beat) = state();
        state.look(Millis(100));
        poked.try_recv().expect("poked");
        beat.answer(Millis(101));
        state.look(Millis(175));
        assert_eq!(beat.stalls(), 0);
        state.look(Millis(200));
        for at in [225, 250, 275, 300, 2_000, 3_000] {
            state.look(Millis(at));
        }
        assert_eq!(beat.stalls(), 1, "one stall, however often it is seen");
        assert!(state.sick);
        beat.answer(Millis(3_001));
        state.look(Millis(3_025));
        assert!(!state.sick);
    }

    #[test]
    fn who_sleeps_through_its_poke_is_woken_by_a_signal() {
        wake::prepare().expect("a handler can be set");
        let (mut state, _poked, beat) = state();
        let (asleep, falls_asleep) = std::sync::mpsc::channel();
        let (done, interrupted) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            beat.is_of_this_thread();
            asleep.send(()).expect("the test waits");
            wake::sleep_in_the_kernel();
            // The test may have given up.
            let _ = done.send(());
        });
        falls_asleep.recv().expect("it runs");
        let mut woken = false;
        for at in (1..100).map(|n| Millis(n * POKE_MS)) {
            state.look(at);
            if at.0 <= ASLEEP_MS {
                assert!(interrupted.try_recv().is_err(), "not at once");
            }
            let pause = Duration::from_millis(20);
            woken |= interrupted.recv_timeout(pause).is_ok();
            if woken {
                break;
            }
        }
        assert!(woken, "it sleeps on");
    }

    #[test]
    fn a_long_activity_is_a_stall_with_a_name() {
        let (mut state, _poked, beat) = state();
        let busy = beat.enter(Activity::Zone(ZoneInstanceId(51)), Millis(10));
        state.look(Millis(61));
        assert_eq!(beat.stalls(), 1);
        assert_eq!(
            beat.activity(),
            (Activity::Zone(ZoneInstanceId(51)), Millis(10))
        );
        drop(busy);
        assert_eq!(beat.activity().0, Activity::Idle);
    }
}
