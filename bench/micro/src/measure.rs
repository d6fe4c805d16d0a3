//! How long a piece of work takes: the fastest of many batches, because whatever slows a batch
//! down (another process, an interrupt) is not the work's own.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Batches per measurement.
const BATCHES: u32 = 40;
/// A batch lasts about this long.
const BATCH: Duration = Duration::from_millis(4);

/// Processor time of this thread, to the nanosecond: what others on a busy machine take is not in
/// it.
pub(crate) fn processor_ns() -> f64 {
    clock_ns(ClockId::ThreadCPUTime)
}

/// Where a clock stands.
pub(crate) fn clock_ns(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// Nanoseconds of one call of `work`.
pub(crate) fn nanoseconds(work: impl FnMut()) -> f64 {
    nanoseconds_of(BATCHES, work)
}

/// The same of fewer batches, for one of hundreds of alike works.
pub(crate) fn nanoseconds_of(batches: u32, mut work: impl FnMut()) -> f64 {
    let calls = calls_per_batch(&mut work);
    let mut best = f64::INFINITY;
    for _ in 0..batches {
        let started = Instant::now();
        for _ in 0..calls {
            work();
        }
        best = best.min(started.elapsed().as_secs_f64());
    }
    best * 1e9 / f64::from(calls)
}

/// Doubles the number of calls until they fill a batch; this warms the caches too.
fn calls_per_batch(work: &mut impl FnMut()) -> u32 {
    let mut calls = 1_u32;
    loop {
        let started = Instant::now();
        for _ in 0..calls {
            work();
        }
        if started.elapsed() >= BATCH || calls >= 1 << 24 {
            return calls;
        }
        calls *= 2;
    }
}
