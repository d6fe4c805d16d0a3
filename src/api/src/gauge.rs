//! The last word of every shard about itself, and a few minutes of how it came there.

use std::collections::{BTreeMap, VecDeque};

use bezgelor_core::ids::{ShardId, ZoneInstanceId};
use serde::Serialize;
use shard::Figures;
use shard::metrics::{Snapshot, ZoneFigures};
use utoipa::ToSchema;

/// Points of the past kept per shard: five minutes at one a second.
pub(crate) const POINTS_MAX: usize = 300;

/// A second of one shard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, ToSchema)]
pub(crate) struct Point {
    /// Milliseconds of the shard's own clock.
    pub(crate) at_ms: u64,
    /// Median time of a tick, in milliseconds.
    pub(crate) tick_p50_ms: f64,
    /// Time that 99 of 100 ticks stay within.
    pub(crate) tick_p99_ms: f64,
    /// The longest tick.
    pub(crate) tick_max_ms: f64,
    /// Part of the time it worked, 0 to 1.
    pub(crate) busy: f64,
    /// Bytes per second from clients.
    pub(crate) bytes_in: f64,
    /// Bytes per second to clients.
    pub(crate) bytes_out: f64,
    /// Connections open.
    pub(crate) connections: u64,
}

/// The figures by shard with their past.
#[derive(Debug, Default)]
pub(crate) struct Gauges {
    latest: Figures,
    points: BTreeMap<ShardId, VecDeque<Point>>,
}

impl Gauges {
    /// Takes the newest figures of all shards.
    pub(crate) fn take(&mut self, figures: Figures) {
        for (shard, newer) in &figures {
            let older = self.latest.get(shard);
            let point = older.and_then(|older| point(&older.snapshot, &newer.snapshot));
            if let Some(point) = point {
                let points = self.points.entry(*shard).or_default();
                if points.len() == POINTS_MAX {
                    points.pop_front();
                }
                points.push_back(point);
            }
        }
        self.latest = figures;
    }

    /// The newest figures.
    pub(crate) fn latest(&self) -> &Figures {
        &self.latest
    }

    /// Every zone that runs, with the shard it lives on.
    pub(crate) fn zones(&self) -> impl Iterator<Item = (ShardId, ZoneInstanceId, &ZoneFigures)> {
        self.latest.iter().flat_map(|(shard, latest)| {
            let zones = latest.snapshot.zones.iter();
            zones.map(|(instance, figures)| (*shard, *instance, figures))
        })
    }

    /// The past of a shard, oldest first.
    pub(crate) fn points(&self, shard: ShardId) -> impl Iterator<Item = Point> {
        self.points.get(&shard).into_iter().flatten().copied()
    }
}

fn ms(us: u64) -> f64 {
    us as f64 / 1000.0
}

fn point(older: &Snapshot, newer: &Snapshot) -> Option<Point> {
    let passed_ms = newer.at.since(older.at);
    if passed_ms == 0 {
        return None;
    }
    let ticks = newer.metrics.tick_us.since(&older.metrics.tick_us);
    let (before, after) = (&older.metrics.counters, &newer.metrics.counters);
    let per_second =
        |before: u64, after: u64| after.saturating_sub(before) as f64 * 1000.0 / passed_ms as f64;
    let handlers = newer.metrics.handler_us.sum();
    let handlers = handlers.saturating_sub(older.metrics.handler_us.sum());
    Some(Point {
        at_ms: newer.at.0,
        tick_p50_ms: ms(ticks.at_per_mille(500)),
        tick_p99_ms: ms(ticks.at_per_mille(990)),
        tick_max_ms: ms(ticks.max()),
        busy: (ms(ticks.sum() + handlers) / passed_ms as f64).min(1.0),
        bytes_in: per_second(before.bytes_in, after.bytes_in),
        bytes_out: per_second(before.bytes_out, after.bytes_out),
        connections: newer.connections as u64,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::Arc;

    use bezgelor_core::ids::WorldId;
    use bezgelor_core::time::Millis;
    use shard::Latest;
    use shard::metrics::{ShardMetrics, ZoneStatus};

    use super::*;

    pub(crate) fn figures(shard: u16, at_ms: u64, ticks_us: &[u64]) -> Figures {
        let mut metrics = ShardMetrics::default();
        for tick in ticks_us {
            metrics.tick_us.record(*tick);
            metrics.counters.bytes_in += 100;
        }
        let status = ZoneStatus {
            world: WorldId(426),
            players: 2,
            leaves_out: "",
            rung: 0,
            ..ZoneStatus::default()
        };
        let zone = ZoneFigures {
            status,
            ..ZoneFigures::default()
        };
        let snapshot = Arc::new(Snapshot {
            shard: ShardId(shard),
            at: Millis(at_ms),
            metrics,
            zones: BTreeMap::from([(ZoneInstanceId(u32::from(shard) + 1), zone)]),
            scripts: shard::metrics::ScriptFigures::default(),
            connections: 3,
            tasks: 9,
            timers: 7,
        });
        let stalls = 4;
        Figures::from([(ShardId(shard), Latest { snapshot, stalls })])
    }

    #[test]
    fn a_point_is_what_happened_since_the_one_before() {
        let mut gauges = Gauges::default();
        gauges.take(figures(0, 1000, &[900_000]));
        assert_eq!(gauges.points(ShardId(0)).count(), 0, "no past yet");
        gauges.take(figures(0, 3000, &[900_000, 2000, 2000]));
        let point = gauges.points(ShardId(0)).next().expect("a point");
        assert!((2.0..2.3).contains(&point.tick_p50_ms), "{point:?}");
        assert!(
            point.tick_max_ms < 2.3,
            "the slow tick was before: {point:?}"
        );
        assert!((point.busy - 0.002).abs() < 1e-9, "{point:?}");
        assert!((point.bytes_in - 100.0).abs() < 1e-9, "{point:?}");
        assert_eq!(point.connections, 3);
        gauges.take(figures(0, 3000, &[900_000, 2000, 2000]));
        assert_eq!(gauges.points(ShardId(0)).count(), 1, "nothing new was said");
    }

    #[test]
    fn the_past_is_bounded() {
        let mut gauges = Gauges::default();
        for second in 0..POINTS_MAX as u64 + 50 {
            let mut both = figures(0, second * 1000, &[]);
            both.extend(figures(1, second * 1000, &[]));
            gauges.take(both);
        }
        assert_eq!(gauges.points(ShardId(1)).count(), POINTS_MAX);
        assert_eq!(gauges.latest().len(), 2);
        let first = gauges.points(ShardId(0)).next().expect("points");
        assert_eq!(first.at_ms, 50_000);
        let zones: Vec<u32> = gauges.zones().map(|(_, zone, _)| zone.0).collect();
        assert_eq!(zones, [1, 2]);
    }
}
