//! What the shards measured, in words for the log and as values for whoever shows them.

use std::fmt::Write as _;
use std::io;
use std::time::Duration;

use shard::{Collector, Figures, Histogram, Metrics, Running};

use crate::realm_host::RealmHost;

/// Between two summaries in the log.
const SUMMARY: Duration = Duration::from_mins(1);

/// Starts the one owner of the figures of `running`; it also says once a minute in the log how the
/// realm fares.
///
/// # Errors
/// When the system gives no thread.
pub fn start(running: &Running<RealmHost>) -> io::Result<(Metrics, Collector)> {
    let beats = running.beats().to_vec();
    shard::collect::start(running.metrics(), beats, SUMMARY, |now, before| {
        for line in summary(now, before) {
            tracing::info!("{line}");
        }
    })
}

/// One line per shard of what happened between `before` and `now`.
#[must_use]
pub fn summary(now: &Figures, before: &Figures) -> Vec<String> {
    let mut lines = Vec::new();
    for (id, latest) in now {
        let earlier = before.get(id).map(|earlier| &earlier.snapshot.metrics);
        let metrics = &latest.snapshot.metrics;
        let passed_s = before.get(id).map_or(SUMMARY.as_secs_f64(), |earlier| {
            latest.snapshot.at.since(earlier.snapshot.at).max(1) as f64 / 1000.0
        });
        let mut line = format!(
            "shard {}: {} connections, {} zones",
            id.0,
            latest.snapshot.connections,
            latest.snapshot.zones.len()
        );
        let names = metrics.histograms();
        for (place, (name, histogram)) in names.iter().enumerate() {
            let since = earlier.map_or_else(
                || (*histogram).clone(),
                |earlier| histogram.since(earlier.histograms()[place].1),
            );
            push_histogram(&mut line, name, &since);
        }
        let counters = &metrics.counters;
        let old = earlier.map(|earlier| &earlier.counters);
        let delivered = counters.delivered - old.map_or(0, |old| old.delivered);
        let bytes = counters.bytes_out - old.map_or(0, |old| old.bytes_out);
        // A string takes whatever is written.
        let _ = write!(
            line,
            ", {:.0} messages/s, {:.2} MB/s, {} overruns, {} stalls, {} panics",
            delivered as f64 / passed_s,
            bytes as f64 / passed_s / 1e6,
            counters.overruns - old.map_or(0, |old| old.overruns),
            latest.stalls - before.get(id).map_or(0, |earlier| earlier.stalls),
            counters.panics - old.map_or(0, |old| old.panics),
        );
        for (instance, zone) in &latest.snapshot.zones {
            if !zone.status.leaves_out.is_empty() {
                let leaves_out = zone.status.leaves_out;
                let _ = write!(line, ", zone {} leaves out {leaves_out}", instance.0);
            }
        }
        lines.push(line);
    }
    lines
}

fn push_histogram(line: &mut String, name: &str, histogram: &Histogram) {
    if histogram.count() > 0 {
        // A string takes whatever is written.
        let _ = write!(
            line,
            ", {name} p50 {} p99 {} max {}",
            histogram.at_per_mille(500),
            histogram.at_per_mille(990),
            histogram.max()
        );
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use bezgelor_core::ids::{ShardId, WorldId, ZoneInstanceId};
    use bezgelor_core::time::Millis;
    use shard::Latest;
    use shard::metrics::{ShardMetrics, Snapshot, ZoneFigures, ZoneStatus};

    use super::*;

    fn figures(at: u64, ticks: u64, delivered: u64, leaves_out: &'static str) -> Figures {
        let mut metrics = ShardMetrics::default();
        for _ in 0..ticks {
            metrics.tick_us.record(300);
        }
        metrics.counters.delivered = delivered;
        let zone = ZoneFigures {
            status: ZoneStatus {
                world: WorldId(426),
                players: 7,
                leaves_out,
                rung: 0,
                ..ZoneStatus::default()
            },
            ..ZoneFigures::default()
        };
        let snapshot = Arc::new(Snapshot {
            shard: ShardId(0),
            at: Millis(at),
            metrics,
            zones: BTreeMap::from([(ZoneInstanceId(3), zone)]),
            scripts: shard::metrics::ScriptFigures::default(),
            connections: 7,
            tasks: 11,
            timers: 9,
        });
        let stalls = 1;
        Figures::from([(ShardId(0), Latest { snapshot, stalls })])
    }

    #[test]
    fn a_summary_tells_what_happened_since_the_last_one() {
        let before = figures(0, 5, 1_000, "");
        let now = figures(10_000, 25, 21_000, "far-rate");
        let [line] = summary(&now, &before).try_into().expect("one shard");
        for part in [
            "shard 0: 7 connections, 1 zones",
            "tick_us p50 3",
            "2000 messages/s",
            "0 stalls",
            "zone 3 leaves out far-rate",
        ] {
            assert!(line.contains(part), "{part}: {line}");
        }
        assert!(!line.contains("flush_us"), "nothing was flushed: {line}");
    }
}
