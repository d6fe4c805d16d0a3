//! Many small inputs are taken together: what a driver of a network card calls moderation.
//!
//! A shard whose clients speak thousands of times a second would wake for nearly each of them, and
//! a turn of the executor costs as much as what the input itself asks for: in a crowd of a thousand
//! a seventh of the shard's time went into turns. So a shard that hears much rests a moment before
//! it looks again. The rest is counted from the first input since the last one, so that a shard
//! that is busy with them for longer never rests at all, and it ends before the next tick is due.
//! What one input can lose by it is [`REST`], a fiftieth of a tick.

use std::cell::Cell;
use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

use crate::host::Host;
use crate::local::Shard;
use crate::notify::Notify;

/// From what was heard first to the next look at the sockets.
const REST: Duration = Duration::from_millis(1);
/// A shorter one is not worth its own cost.
const REST_MIN: Duration = Duration::from_micros(200);
/// Reads are counted for so long.
const WINDOW: Duration = Duration::from_millis(20);
/// So many of them in a window are many: two for each rest.
const MANY: u64 = 40;

/// What tells whether it pays to wait for more input.
#[derive(Default)]
pub(crate) struct Gathering {
    /// Something was read since the last rest.
    pub(crate) heard: Notify,
    /// Reads so far.
    pub(crate) reads: Cell<u64>,
    /// The first since the last rest.
    pub(crate) first_at: Cell<Option<Instant>>,
    /// When the next tick is due.
    pub(crate) tick_at: Cell<Option<Instant>>,
}

impl Gathering {
    /// One more read.
    pub(crate) fn read(&self) {
        self.reads.set(self.reads.get().wrapping_add(1));
        if self.first_at.get().is_none() {
            self.first_at.set(Some(Instant::now()));
        }
        self.heard.set();
    }

    /// The end of a rest: some time after the first read, and before a tick.
    fn ends(&self) -> Option<Instant> {
        Some((self.first_at.get()? + REST).min(self.tick_at.get()?))
    }
}

/// Takes rests for as long as the shard runs. Runs behind everything else that is ready.
pub(crate) async fn run<H: Host>(shard: Shard<H>) {
    let mut pace = Pace::new(Instant::now());
    loop {
        let gathering = shard.gathering();
        poll_fn(|cx| match gathering.heard.poll_take(cx) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
        let reads = gathering.reads.get();
        let ends = gathering.ends();
        if let Some(rest) = ends.and_then(|ends| pace.rest(Instant::now(), reads, ends)) {
            shard.count(|counters| counters.rests += 1);
            // On purpose the thread and not this task: nothing that is ready waits for it, and what
            // comes meanwhile is what it is for.
            std::thread::sleep(rest);
        }
        gathering.first_at.set(None);
    }
}

/// When a shard rests.
#[derive(Debug)]
struct Pace {
    window_began: Instant,
    reads_before: u64,
    hears_much: bool,
}

impl Pace {
    fn new(now: Instant) -> Self {
        Self {
            window_began: now,
            reads_before: 0,
            hears_much: false,
        }
    }

    /// How long to rest now, after so many `reads` ever, if it is to end at `ends`.
    fn rest(&mut self, now: Instant, reads: u64, ends: Instant) -> Option<Duration> {
        let window = now.saturating_duration_since(self.window_began);
        if window >= WINDOW {
            // A window that ended long ago says of its reads only that they were few.
            let many = reads.wrapping_sub(self.reads_before) >= MANY;
            self.hears_much = many && window < 2 * WINDOW;
            (self.window_began, self.reads_before) = (now, reads);
        }
        let rest = ends.saturating_duration_since(now);
        (self.hears_much && rest >= REST_MIN).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn us(microseconds: u64) -> Duration {
        Duration::from_micros(microseconds)
    }

    /// Plays a shard for so many `turns`: in each it hears `reads`, is busy with them for so long,
    /// and then waits for the next if it does not rest; its rests.
    fn rests(turns: u64, reads: u64, busy: Duration, waits: Duration) -> Vec<Duration> {
        let tick = us(50_000);
        let mut now = Instant::now();
        let mut tick_at = now + tick;
        let mut pace = Pace::new(now);
        let mut rests = Vec::new();
        for turn in 1..=turns {
            let gathering = Gathering::default();
            gathering.first_at.set(Some(now));
            now += busy;
            while tick_at <= now {
                tick_at += tick;
            }
            gathering.tick_at.set(Some(tick_at));
            let ends = gathering.ends().expect("both were set");
            match pace.rest(now, turn * reads, ends) {
                Some(rest) => {
                    assert!(now + rest <= tick_at, "a tick was slept through");
                    rests.push(rest);
                    now += rest;
                }
                None => now += waits,
            }
        }
        rests
    }

    #[test]
    fn who_hears_much_rests_between() {
        let rests = rests(1000, 4, us(100), us(150));
        assert!(rests.len() > 800, "{}", rests.len());
        assert!(rests.iter().all(|rest| (us(200)..=us(900)).contains(rest)));
    }

    #[test]
    fn who_hears_little_does_not_rest() {
        assert!(rests(1000, 1, us(100), us(1_000)).is_empty());
    }

    #[test]
    fn who_is_busy_does_not_rest() {
        assert!(rests(1000, 50, us(900), us(10)).is_empty());
    }

    #[test]
    fn a_rush_long_ago_is_no_rush() {
        let now = Instant::now();
        let mut pace = Pace::new(now);
        assert_eq!(pace.rest(now, 1_000, now + REST), None);
        let later = now + us(1_000_000);
        assert_eq!(pace.rest(later, 1_001, later + REST), None);
    }

    #[test]
    fn nobody_rests_before_there_are_ticks() {
        let gathering = Gathering::default();
        gathering.read();
        assert_eq!(gathering.ends(), None);
    }
}
