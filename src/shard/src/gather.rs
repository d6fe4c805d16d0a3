//! Many small inputs are taken together: what a driver of a network card calls moderation.
//!
//! A shard whose clients speak thousands of times a second would wake for nearly each of them, and
//! a turn of the executor costs as much as what the input itself asks for: in a crowd of a thousand
//! a seventh of the shard's time went into turns. So a shard that hears much rests a moment before
//! it looks again. The rest is counted from the first input since the last one, so that a shard
//! that is busy with them for longer never rests at all.
//!
//! What players say is for the next step of their zone, so it loses nothing by a rest of [`REST`]
//! that ends well before that step. Whoever is still on the way in waits for each answer: one of
//! them among those who were heard makes it [`REST_SHORT`].

use std::cell::Cell;
use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

use crate::host::Host;
use crate::local::Shard;
use crate::notify::Notify;

/// From what was heard first to the next look at the sockets.
const REST: Duration = Duration::from_millis(4);
/// The same when somebody was heard who is not in the world yet.
const REST_SHORT: Duration = Duration::from_millis(1);
/// No rest ends later than so long before a step is due: what came meanwhile is taken along.
const BEFORE_STEP: Duration = Duration::from_micros(400);
/// A shorter one is not worth its own cost.
const REST_MIN: Duration = Duration::from_micros(200);
/// Reads are counted for so long.
const WINDOW: Duration = Duration::from_millis(20);
/// So many of them in a window are many: two for each rest.
const MANY: u128 = 40;

/// What tells whether it pays to wait for more input.
#[derive(Default)]
pub(crate) struct Gathering {
    /// Something was read since the last rest.
    pub(crate) heard: Notify,
    /// Reads so far.
    pub(crate) reads: Cell<u64>,
    /// The first since the last rest.
    pub(crate) first_at: Cell<Option<Instant>>,
    /// Somebody among them waits for an answer.
    pub(crate) is_awaited: Cell<bool>,
    /// When the next step is due.
    pub(crate) tick_at: Cell<Option<Instant>>,
}

impl Gathering {
    /// One more read, of somebody who waits for an answer or not.
    pub(crate) fn read(&self, is_awaited: bool) {
        self.reads.set(self.reads.get().wrapping_add(1));
        self.is_awaited.set(self.is_awaited.get() || is_awaited);
        if self.first_at.get().is_none() {
            self.first_at.set(Some(Instant::now()));
        }
        self.heard.set();
    }

    /// The end of a rest: some time after the first read, and before a step.
    fn ends(&self) -> Option<Instant> {
        let rest = if self.is_awaited.get() {
            REST_SHORT
        } else {
            REST
        };
        let last = self.tick_at.get()?.checked_sub(BEFORE_STEP)?;
        Some((self.first_at.get()? + rest).min(last))
    }

    /// Looks at the sockets again.
    fn look(&self) {
        self.first_at.set(None);
        self.is_awaited.set(false);
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
        gathering.look();
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
            // Steps of zones make a window longer. One that ended long ago says nothing of now.
            let reads_in_window = u128::from(reads.wrapping_sub(self.reads_before));
            let many = reads_in_window * WINDOW.as_micros() >= MANY * window.as_micros();
            self.hears_much = many && window < 10 * WINDOW;
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

    /// Plays a shard for so many `turns`: in each it hears `reads`, of somebody who waits for an
    /// answer or not, is busy with them for so long, and then waits for the next if it does not
    /// rest; its rests.
    fn rests(
        turns: u64,
        (reads, is_awaited): (u64, bool),
        busy: Duration,
        waits: Duration,
    ) -> Vec<Duration> {
        let tick = us(50_000);
        let mut now = Instant::now();
        let mut tick_at = now + tick;
        let mut pace = Pace::new(now);
        let mut rests = Vec::new();
        for turn in 1..=turns {
            let gathering = Gathering::default();
            gathering.read(is_awaited);
            gathering.first_at.set(Some(now));
            now += busy;
            while tick_at <= now {
                tick_at += tick;
            }
            gathering.tick_at.set(Some(tick_at));
            let ends = gathering.ends().expect("both were set");
            match pace.rest(now, turn * reads, ends) {
                Some(rest) => {
                    assert!(now + rest + BEFORE_STEP <= tick_at, "too near to a step");
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
        let rests = rests(1000, (16, false), us(100), us(150));
        assert!(rests.len() > 600, "{}", rests.len());
        assert!(
            rests
                .iter()
                .all(|rest| (us(200)..=us(3_900)).contains(rest))
        );
        assert!(rests.iter().filter(|rest| **rest == us(3_900)).count() > 500);
    }

    #[test]
    fn whoever_waits_for_an_answer_waits_less() {
        let rests = rests(1000, (4, true), us(100), us(150));
        assert!(rests.len() > 800, "{}", rests.len());
        assert!(rests.iter().all(|rest| (us(200)..=us(900)).contains(rest)));
    }

    #[test]
    fn one_look_at_the_sockets_ends_the_hurry() {
        let gathering = Gathering::default();
        let now = Instant::now();
        gathering.tick_at.set(Some(now + us(50_000)));
        gathering.read(true);
        gathering.read(false);
        let first = gathering.first_at.get().expect("something was read");
        assert_eq!(gathering.ends(), Some(first + REST_SHORT));
        gathering.look();
        gathering.read(false);
        let first = gathering.first_at.get().expect("something was read");
        assert_eq!(gathering.ends(), Some(first + REST));
    }

    #[test]
    fn who_hears_little_does_not_rest() {
        assert!(rests(1000, (1, false), us(100), us(1_000)).is_empty());
    }

    #[test]
    fn who_is_busy_does_not_rest() {
        assert!(rests(1000, (50, true), us(900), us(10)).is_empty());
        assert!(rests(1000, (50, false), us(3_900), us(10)).is_empty());
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
        gathering.read(false);
        assert_eq!(gathering.ends(), None);
    }
}
