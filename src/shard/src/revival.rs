//! A shard whose own loop panicked goes on: zones, connections and host were not part of what
//! broke.
//!
//! Tasks cannot bring a shard down, each is caught on its own. What is left is the loop itself and
//! the executor below it. When one of those unwinds, the thread keeps what the shard owned, makes
//! a new executor and goes on there; clients notice a pause. A shard that breaks again and again
//! is given up.

use std::time::{Duration, Instant};

/// A shard that breaks more often than this within [`WINDOW`] is given up.
const REVIVALS_MAX: usize = 3;
/// See [`REVIVALS_MAX`].
const WINDOW: Duration = Duration::from_mins(1);

/// How often a shard broke lately.
#[derive(Debug, Default)]
pub(crate) struct Breaks(Vec<Instant>);

impl Breaks {
    /// It broke at `now`; whether it may go on.
    pub(crate) fn may_go_on(&mut self, now: Instant) -> bool {
        self.0.retain(|at| now.duration_since(*at) < WINDOW);
        self.0.push(now);
        self.0.len() <= REVIVALS_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_that_breaks_again_and_again_is_given_up_and_a_rare_break_is_forgiven() {
        let mut breaks = Breaks::default();
        let start = Instant::now();
        for n in 0..REVIVALS_MAX as u64 {
            assert!(breaks.may_go_on(start + Duration::from_secs(n)));
        }
        assert!(!breaks.may_go_on(start + Duration::from_secs(10)));
        let mut breaks = Breaks::default();
        for n in 0..20 {
            assert!(breaks.may_go_on(start + WINDOW / 3 * n), "break {n}");
        }
    }
}
