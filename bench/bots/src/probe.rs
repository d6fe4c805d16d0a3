//! What a server on the same machine uses while the bots play, from `/proc`.

use std::fs;

use serde::Serialize;

/// Counts of one process at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usage {
    /// Processor time of all its threads, in seconds.
    pub cpu_seconds: f64,
    /// Memory it occupies, in KiB.
    pub resident_kib: u64,
    /// Descriptors it holds.
    pub descriptors: u64,
}

/// What it used between two moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ServerUsage {
    /// Processor time of all its threads while all bots played, in seconds.
    pub cpu_seconds: f64,
    /// Memory before the first bot came, in KiB.
    pub resident_before_kib: u64,
    /// Memory when all bots were in the world, in KiB.
    pub resident_inside_kib: u64,
    /// Memory at the end of the play, in KiB.
    pub resident_after_kib: u64,
    /// Descriptors at the end of the play.
    pub descriptors_after: u64,
}

/// What process `pid` has used so far; none when there is no such process.
#[must_use]
pub fn usage(pid: u32) -> Option<Usage> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let resident_kib = resident.trim().trim_end_matches(" kB").parse().ok()?;
    let mut cpu_ns = 0;
    for task in fs::read_dir(format!("/proc/{pid}/task")).ok()?.flatten() {
        // The first number is the time on a processor; a thread may end while we look.
        let schedule = fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
        let spent = schedule.split_whitespace().next();
        cpu_ns += spent.and_then(|ns| ns.parse::<u64>().ok()).unwrap_or(0);
    }
    let descriptors = fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, |fds| fds.count() as u64);
    Some(Usage {
        cpu_seconds: cpu_ns as f64 / 1e9,
        resident_kib,
        descriptors,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_something_and_a_missing_one_nothing() {
        let usage = usage(std::process::id()).expect("it runs");
        assert!(usage.resident_kib > 0 && usage.descriptors > 2);
        assert_eq!(super::usage(u32::MAX), None);
    }
}
