//! What a service manager is told: ready, alive, stopping. Without one, nothing happens.
//!
//! "Alive" is told only while every shard answers: a realm that hangs is restarted, one that is
//! merely slow is not.

use std::time::{Duration, Instant};

use bezgelor_core::time::Millis;
use sd_notify::NotifyState;
use shard::Beat;

/// A shard silent for longer hangs; the stall detector has named it long before.
const SILENCE_MAX: Duration = Duration::from_secs(10);

/// The service manager's view of this process.
#[derive(Debug)]
pub(crate) struct Supervisor {
    shards: Vec<(Millis, Instant)>,
}

impl Supervisor {
    /// Tells that clients may come.
    pub(crate) fn ready(beats: &[Beat], now: Instant) -> Self {
        tell(&[NotifyState::Ready]);
        let shards = beats.iter().map(|beat| (beat.answered_at(), now));
        Self {
            shards: shards.collect(),
        }
    }

    /// Tells that the process lives, if all its shards do.
    pub(crate) fn look(&mut self, beats: &[Beat], now: Instant) {
        let answers = beats.iter().map(Beat::answered_at);
        if self.all_answer(answers, now) {
            tell(&[NotifyState::Watchdog]);
        }
    }

    fn all_answer(&mut self, answers: impl Iterator<Item = Millis>, now: Instant) -> bool {
        let mut all = true;
        for (answer, (last, since)) in answers.zip(&mut self.shards) {
            if answer != *last {
                (*last, *since) = (answer, now);
            }
            all &= now.duration_since(*since) < SILENCE_MAX;
        }
        all
    }

    /// Tells that the end has begun, and that it may take this long.
    pub(crate) fn stopping(longest: Duration) {
        let usec = u32::try_from(longest.as_micros()).unwrap_or(u32::MAX);
        tell(&[NotifyState::Stopping, NotifyState::ExtendTimeoutUsec(usec)]);
    }
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::debug!(%error, "the service manager was not told");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_silent_shard_is_noticed_and_one_that_comes_back_too() {
        let start = Instant::now();
        let mut supervisor = Supervisor {
            shards: vec![(Millis(0), start); 2],
        };
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut look = |answers: [u64; 2], seconds| {
            supervisor.all_answer(answers.into_iter().map(Millis), at(seconds))
        };
        assert!(look([1, 1], 1));
        assert!(look([2, 1], 10), "silent for nine seconds");
        assert!(!look([3, 1], 11), "silent for ten");
        assert!(look([4, 2], 12));
    }
}
