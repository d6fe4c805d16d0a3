//! The only clock of the server: everything below this crate is handed what is read here.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bezgelor_core::time::{Millis, Now, UnixMillis};
use rustix::time::{ClockId, clock_gettime};

/// Both clocks of the process; one value, copied to every shard, so that they agree.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    origin: Instant,
}

impl Clock {
    /// A clock whose monotonic zero is this moment.
    #[must_use]
    pub fn start() -> Self {
        Self {
            origin: Instant::now(),
        }
    }

    /// Both clocks now.
    #[must_use]
    pub fn now(&self) -> Now {
        let unix_ms = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_millis());
        Now {
            mono: self.mono(),
            unix: UnixMillis(i64::try_from(unix_ms).unwrap_or(i64::MAX)),
        }
    }

    /// The monotonic clock alone, in whole milliseconds.
    #[must_use]
    pub fn mono(&self) -> Millis {
        self.mono_at(Instant::now())
    }

    /// What the monotonic clock showed at `instant`.
    #[must_use]
    pub fn mono_at(&self, instant: Instant) -> Millis {
        let ms = instant.saturating_duration_since(self.origin).as_millis();
        Millis(u64::try_from(ms).unwrap_or(u64::MAX))
    }

    /// The instant at which the monotonic clock will show `at`.
    #[must_use]
    pub fn instant(&self, at: Millis) -> Instant {
        self.origin + Duration::from_millis(at.0)
    }
}

/// Processor time of this thread so far.
pub(crate) fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanoseconds) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.unwrap_or(0), nanoseconds.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_is_no_processor_time() {
        let (before, began) = (processor_time(), Instant::now());
        std::thread::sleep(Duration::from_millis(200));
        let slept = processor_time() - before;
        assert!(slept < Duration::from_millis(100), "{slept:?}");
        let mut number = 1_u64;
        while processor_time() - before < Duration::from_millis(20) {
            number = std::hint::black_box(number.wrapping_mul(3));
            assert!(began.elapsed() < Duration::from_secs(60), "it stands still");
        }
    }

    #[test]
    fn instants_and_milliseconds_agree() {
        let clock = Clock::start();
        let at = Millis(1234);
        assert_eq!(clock.mono_at(clock.instant(at)), at);
        assert!(
            clock.now().unix.0 > 1_600_000_000_000,
            "unix time is in milliseconds"
        );
    }
}
