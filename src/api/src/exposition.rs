//! The figures in the text format of Prometheus. A name never changes its meaning: dashboards and
//! alerts lie beside the packaging and name them.

use std::fmt::Write as _;

use bezgelor_core::lacks::{Lack, Lacks};
use shard::metrics::{Counters, Snapshot, ZoneFigures};
use shard::{CloseReason, Figures as Shards, Histogram, Latest};

use crate::realm::RealmState;

/// Upper bounds of the buckets of times, in microseconds.
const BOUNDS_US: [u64; 17] = [
    15, 31, 63, 127, 255, 511, 1_023, 2_047, 4_095, 8_191, 16_383, 32_767, 65_535, 131_071,
    262_143, 524_287, 1_048_575,
];

/// What there is to tell.
pub(crate) struct Figures<'a> {
    pub(crate) version: &'a str,
    pub(crate) uptime_s: f64,
    pub(crate) state: Option<&'a RealmState>,
    pub(crate) shards: &'a Shards,
    pub(crate) database_queued: usize,
    pub(crate) lacks: Lacks,
}

/// A family of figures by shard.
type OfShard<T> = fn(&Latest) -> T;

const COUNTERS: &[(&str, &str, OfShard<u64>)] = &[
    ("accepted", "Connections taken from a listener.", |s| {
        counters(s).accepted
    }),
    (
        "refused_per_address",
        "Connections refused for their address.",
        |s| counters(s).refused_per_address,
    ),
    (
        "refused_full",
        "Connections refused by a full shard.",
        |s| counters(s).refused_full,
    ),
    ("accept_errors", "Failures of accept itself.", |s| {
        counters(s).accept_errors
    }),
    ("hops_out", "Connections given to another shard.", |s| {
        counters(s).hops_out
    }),
    (
        "hops_in",
        "Connections taken over from another shard.",
        |s| counters(s).hops_in,
    ),
    ("bytes_in", "Bytes read from clients.", |s| {
        counters(s).bytes_in
    }),
    ("bytes_out", "Bytes written to clients.", |s| {
        counters(s).bytes_out
    }),
    ("sends", "Calls of send.", |s| counters(s).sends),
    ("flushes_blocked", "Flushes that left bytes behind.", |s| {
        counters(s).flushes_blocked
    }),
    (
        "delivered",
        "Messages put into outboxes, one per recipient.",
        |s| counters(s).delivered,
    ),
    ("stale", "Deliveries to connections that were gone.", |s| {
        counters(s).stale
    }),
    ("mail_out", "Messages posted to other shards.", |s| {
        counters(s).mail_out
    }),
    ("mail_in", "Messages taken from the inbox.", |s| {
        counters(s).mail_in
    }),
    (
        "mail_spilled",
        "Batches that found a full inbox and waited.",
        |s| counters(s).mail_spilled,
    ),
    ("mail_dropped", "Messages dropped for want of room.", |s| {
        counters(s).mail_dropped
    }),
    (
        "overruns",
        "Steps of zones skipped for want of time.",
        |s| counters(s).overruns,
    ),
    (
        "rests",
        "Times a shard that hears much waited a moment to take more at once.",
        |s| counters(s).rests,
    ),
    ("stalls", "Times a shard stood still.", |s| s.stalls),
    ("revivals", "Times a shard went on after a panic.", |s| {
        counters(s).revivals
    }),
    ("panics", "Panics caught.", |s| counters(s).panics),
    ("zones_rebuilt", "Zones rebuilt after a panic.", |s| {
        counters(s).zones_rebuilt
    }),
    ("zones_lost", "Zones given up after a panic.", |s| {
        counters(s).zones_lost
    }),
    ("script_calls", "Functions of scripts called.", |s| {
        s.snapshot.scripts.calls
    }),
    ("script_errors", "Calls of scripts that failed.", |s| {
        s.snapshot.scripts.errors
    }),
    (
        "script_killed",
        "Calls of scripts that were stopped for what they took.",
        |s| s.snapshot.scripts.killed,
    ),
    (
        "script_lost",
        "What scripts were told or ordered and found no room.",
        |s| s.snapshot.scripts.lost,
    ),
    (
        "script_microseconds",
        "Time in calls of scripts, in microseconds.",
        |s| s.snapshot.scripts.spent_us,
    ),
    (
        "script_rebuilds",
        "Times scripts broke and were loaded anew.",
        |s| s.snapshot.scripts.rebuilt,
    ),
];

/// A family of levels by shard: name, help and which one.
type OfLevel = (&'static str, &'static str, fn(&Snapshot) -> usize);

const GAUGES: [OfLevel; 7] = [
    ("connections", "Connections open.", |s| s.connections),
    ("tasks", "Tasks that have not ended.", |s| s.tasks),
    ("timers", "Timers that are set.", |s| s.timers),
    ("script_memory_bytes", "Bytes that scripts hold.", |s| {
        s.scripts.memory_bytes as usize
    }),
    ("script_zones", "Zones that have scripts.", |s| {
        s.scripts.zones as usize
    }),
    (
        "script_disabled",
        "Scripts that are told nothing more.",
        |s| s.scripts.disabled as usize,
    ),
    (
        "script_longest_us",
        "The longest call of a script, in microseconds.",
        |s| s.scripts.longest_us as usize,
    ),
];

/// A family of times by shard: name, help and which one.
type OfTimes = (
    &'static str,
    &'static str,
    for<'a> fn(&'a Snapshot) -> &'a Histogram,
);

const TIMES: &[OfTimes] = &[
    (
        "update_diff",
        "Time of one tick of a shard: the update diff.",
        |s| &s.metrics.tick_us,
    ),
    ("tick_late", "How late ticks start.", |s| {
        &s.metrics.tick_late_us
    }),
    (
        "zone_step",
        "Time of one step of a zone with its distribution.",
        |s| &s.metrics.zone_us,
    ),
    (
        "flush",
        "Time of one pass over all connections with output.",
        |s| &s.metrics.flush_us,
    ),
    (
        "handler",
        "Time of one call into a connection's lane.",
        |s| &s.metrics.handler_us,
    ),
    (
        "mail",
        "Time from posting on one shard to handling on another.",
        |s| &s.metrics.mail_us,
    ),
    (
        "hop",
        "Time a connection takes from one shard to another.",
        |s| &s.metrics.hop_us,
    ),
    (
        "hop_cost",
        "Processor time of a connection's move on both shards together.",
        |s| &s.metrics.hop_cost_us,
    ),
];

fn counters(latest: &Latest) -> &Counters {
    &latest.snapshot.metrics.counters
}

/// All figures as one text.
pub(crate) fn text(figures: &Figures<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    of_process(figures, &mut out);
    of_data(&figures.lacks, &mut out);
    of_realm(figures, &mut out);
    of_shards(figures.shards, &mut out);
    of_zones(figures.shards, &mut out);
    out
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn gauge(out: &mut String, name: &str, help: &str, value: impl std::fmt::Display) {
    head(out, name, "gauge", help);
    let _ = writeln!(out, "{name} {value}");
}

fn of_process(figures: &Figures<'_>, out: &mut String) {
    let name = "bezgelor_build_info";
    head(
        out,
        name,
        "gauge",
        "Always 1; the version stands beside it.",
    );
    let _ = writeln!(out, "{name}{{version=\"{}\"}} 1", figures.version);
    gauge(
        out,
        "bezgelor_uptime_seconds",
        "Seconds since the interface started.",
        figures.uptime_s,
    );
    gauge(
        out,
        "bezgelor_database_queued",
        "Requests waiting for the database thread.",
        figures.database_queued,
    );
    if let Some(kib) = resident_kib() {
        gauge(
            out,
            "bezgelor_resident_bytes",
            "Memory the process occupies.",
            kib * 1024,
        );
    }
}

/// Memory of this process in KiB, where the system says.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

fn of_data(lacks: &Lacks, out: &mut String) {
    let name = "bezgelor_data_problems";
    let help = "What the data of the worlds lacks, by kind; it is left out.";
    head(out, name, "gauge", help);
    for lack in Lack::ALL {
        let (kind, count) = (lack.name(), lacks.count(lack));
        let _ = writeln!(out, "{name}{{kind=\"{kind}\"}} {count}");
    }
}

fn of_realm(figures: &Figures<'_>, out: &mut String) {
    let up = u8::from(figures.state.is_some());
    gauge(out, "bezgelor_realm_up", "1 while the realm answers.", up);
    let Some(state) = figures.state else {
        return;
    };
    gauge(
        out,
        "bezgelor_players_online",
        "Players in the world.",
        state.online,
    );
    gauge(
        out,
        "bezgelor_players_queued",
        "Logins waiting for room.",
        state.queued,
    );
    gauge(
        out,
        "bezgelor_players_capacity",
        "Players the realm takes.",
        state.capacity,
    );
}

fn of_shards(shards: &Shards, out: &mut String) {
    for (name, help, value) in GAUGES {
        let name = format!("bezgelor_{name}");
        head(out, &name, "gauge", help);
        for (shard, latest) in shards {
            let value = value(&latest.snapshot);
            let _ = writeln!(out, "{name}{{shard=\"{shard}\"}} {value}");
        }
    }
    for (name, help, value) in COUNTERS {
        let name = format!("bezgelor_{name}_total");
        head(out, &name, "counter", help);
        for (shard, latest) in shards {
            let value = value(latest);
            let _ = writeln!(out, "{name}{{shard=\"{shard}\"}} {value}");
        }
    }
    let name = "bezgelor_closed_total";
    head(out, name, "counter", "Connections closed, by reason.");
    for (shard, latest) in shards {
        let closed = counters(latest).closed.iter();
        for (reason, count) in CloseReason::NAMES.iter().zip(closed) {
            let _ = writeln!(
                out,
                "{name}{{shard=\"{shard}\",reason=\"{reason}\"}} {count}"
            );
        }
    }
    let name = "bezgelor_processor_seconds_total";
    head(out, name, "counter", "Processor time of a shard's thread.");
    for (shard, latest) in shards {
        let spent_s = latest.snapshot.metrics.processor_us as f64 / 1e6;
        let _ = writeln!(out, "{name}{{shard=\"{shard}\"}} {spent_s}");
    }
    for (name, help, times) in TIMES {
        let name = format!("bezgelor_{name}_seconds");
        head(out, &name, "histogram", help);
        for (shard, latest) in shards {
            histogram(out, &name, shard.0, times(&latest.snapshot));
        }
    }
}

fn histogram(out: &mut String, name: &str, shard: u16, times: &Histogram) {
    for bound in BOUNDS_US {
        // The bucket that ends at 1023 µs is the one of less than 1024.
        let (edge, count) = ((bound + 1) as f64 / 1e6, times.count_up_to(bound));
        let _ = writeln!(
            out,
            "{name}_bucket{{shard=\"{shard}\",le=\"{edge}\"}} {count}"
        );
    }
    let (count, sum_s) = (times.count(), times.sum() as f64 / 1e6);
    let _ = writeln!(
        out,
        "{name}_bucket{{shard=\"{shard}\",le=\"+Inf\"}} {count}"
    );
    let _ = writeln!(out, "{name}_sum{{shard=\"{shard}\"}} {sum_s}");
    let _ = writeln!(out, "{name}_count{{shard=\"{shard}\"}} {count}");
}

/// A family of figures by zone.
type OfZone = (
    &'static str,
    &'static str,
    &'static str,
    fn(&ZoneFigures) -> f64,
);

const ZONES: [OfZone; 4] = [
    (
        "zone_shedding",
        "gauge",
        "What a zone leaves out: 0 nothing, 1 far-rate, 2 near-movers, 3 idle-creatures, \
         4 zone-tick, 5 door.",
        |zone| zone.status.rung.into(),
    ),
    ("zone_players", "gauge", "Players in a zone.", |zone| {
        zone.status.players.into()
    }),
    ("zone_steps_total", "counter", "Steps of a zone.", |zone| {
        zone.times.steps as f64
    }),
    (
        "zone_busy_seconds_total",
        "counter",
        "Time spent in a zone and in handing out what it says.",
        |zone| (zone.times.step_us + zone.times.distribute_us) as f64 / 1e6,
    ),
];

fn of_zones(shards: &Shards, out: &mut String) {
    for (name, kind, help, value) in ZONES {
        let name = format!("bezgelor_{name}");
        head(out, &name, kind, help);
        for (shard, latest) in shards {
            for (zone, figures) in &latest.snapshot.zones {
                let (world, value) = (figures.status.world, value(figures));
                let labels = format!("zone=\"{zone}\",world=\"{world}\",shard=\"{shard}\"");
                let _ = writeln!(out, "{name}{{{labels}}} {value}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use bezgelor_core::ids::ShardId;

    use super::*;
    use crate::gauge::tests::figures as shards;

    fn figures(text: &str) -> HashMap<&str, f64> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines
            .map(|line| {
                let (name, value) = line.rsplit_once(' ').expect("a name and a value");
                (name, value.parse().expect("a number"))
            })
            .collect()
    }

    /// Of a realm that has not answered yet.
    fn told_of(shards: &Shards, lacks: Lacks) -> String {
        text(&Figures {
            version: "1",
            uptime_s: 1.5,
            state: None,
            shards,
            database_queued: 0,
            lacks,
        })
    }

    #[test]
    fn ticks_are_the_update_diff() {
        let shards = shards(3, 1000, &[500, 500, 9_000, 2_000_000]);
        let mut lacks = Lacks::default();
        lacks.add(Lack::PatrolMode);
        let text = told_of(&shards, lacks);
        let figures = figures(&text);
        let bucket = |le: &str| {
            let name = format!("bezgelor_update_diff_seconds_bucket{{shard=\"3\",le=\"{le}\"}}");
            figures.get(name.as_str()).copied()
        };
        assert_eq!(bucket("0.000256"), Some(0.0));
        assert_eq!(bucket("0.001024"), Some(2.0));
        assert_eq!(bucket("0.016384"), Some(3.0));
        assert_eq!(bucket("+Inf"), Some(4.0));
        assert_eq!(
            figures["bezgelor_update_diff_seconds_sum{shard=\"3\"}"],
            2.01
        );
        assert_eq!(figures["bezgelor_connections{shard=\"3\"}"], 3.0);
        assert_eq!(figures["bezgelor_realm_up"], 0.0);
        let problems = |kind: &str| {
            let name = format!("bezgelor_data_problems{{kind=\"{kind}\"}}");
            figures.get(name.as_str()).copied()
        };
        assert_eq!(problems("patrol-mode"), Some(1.0));
        assert_eq!(problems("spawn-kind"), Some(0.0), "told, too");
        assert_eq!(figures["bezgelor_stalls_total{shard=\"3\"}"], 4.0);
        let zone = "bezgelor_zone_players{zone=\"4\",world=\"426\",shard=\"3\"}";
        assert_eq!(figures[zone], 2.0);
        let shedding = "bezgelor_zone_shedding{zone=\"4\",world=\"426\",shard=\"3\"}";
        assert_eq!(figures[shedding], 0.0);
        assert_eq!(figures["bezgelor_tasks{shard=\"3\"}"], 9.0);
        assert_eq!(figures["bezgelor_timers{shard=\"3\"}"], 7.0);
    }

    #[test]
    fn the_time_of_a_shard_is_told_with_that_of_all_its_zones() {
        let mut shards = shards(3, 1000, &[500]);
        let mut latest = shards.remove(&ShardId(3)).expect("it was made");
        let snapshot = Arc::make_mut(&mut latest.snapshot);
        snapshot.metrics.processor_us = 2_500_000;
        for zone_us in [40, 2_000_000, 60] {
            snapshot.metrics.zone_us.record(zone_us);
        }
        snapshot.metrics.hop_cost_us.record(40);
        shards.insert(ShardId(3), latest);
        let text = told_of(&shards, Lacks::default());
        let figures = figures(&text);
        let processor = figures["bezgelor_processor_seconds_total{shard=\"3\"}"];
        assert!((processor - 2.5).abs() < 1e-9);
        let zones = figures["bezgelor_zone_step_seconds_sum{shard=\"3\"}"];
        assert!((zones - 2.0001).abs() < 1e-9, "of all zones together");
        let hop = |le: &str| {
            let name = format!("bezgelor_hop_cost_seconds_bucket{{shard=\"3\",le=\"{le}\"}}");
            figures[name.as_str()]
        };
        assert_eq!((hop("0.000032"), hop("0.000064")), (0.0, 1.0));
    }

    #[test]
    fn every_family_is_described_once() {
        let mut both = shards(0, 1, &[1]);
        both.extend(shards(1, 1, &[1]));
        let state = RealmState::default();
        let text = text(&Figures {
            version: "1",
            uptime_s: 1.0,
            state: Some(&state),
            shards: &both,
            database_queued: 0,
            lacks: Lacks::default(),
        });
        let mut described = Vec::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                described.push(rest.split(' ').next().expect("a name"));
            } else if !line.starts_with('#') {
                let name = line.split(['{', ' ']).next().expect("a name");
                let last = described.last().expect("described before");
                assert!(name.starts_with(last), "{line} stands under {last}");
            }
        }
        let count = described.len();
        described.sort_unstable();
        described.dedup();
        assert_eq!(described.len(), count);
    }

    /// Words that name a metric of ours.
    fn named(text: &str) -> Vec<&str> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let ours = words.filter(|word| word.starts_with("bezgelor_"));
        ours.collect()
    }

    #[test]
    fn every_metric_of_dashboards_and_alerts_exists() {
        let shards = shards(0, 1000, &[500]);
        let state = RealmState::default();
        let text = text(&Figures {
            version: "1",
            uptime_s: 1.0,
            state: Some(&state),
            shards: &shards,
            database_queued: 0,
            lacks: Lacks::default(),
        });
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let told: Vec<&str> = lines
            .filter_map(|line| line.split(['{', ' ']).next())
            .collect();
        let packaging = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/packaging/");
        let read = |file: &str| {
            let text = std::fs::read_to_string(format!("{packaging}{file}"));
            text.unwrap_or_else(|error| panic!("{file}: {error}"))
        };
        let dashboard: serde_json::Value =
            serde_json::from_str(&read("grafana/realm.json")).expect("JSON");
        let panels = dashboard["panels"].as_array().expect("panels");
        assert!(panels.len() >= 10);
        for panel in panels {
            for target in panel["targets"].as_array().expect("targets") {
                let expression = target["expr"].as_str().expect("an expression");
                let names = named(expression);
                assert!(!names.is_empty(), "{expression} asks for nothing of ours");
                for name in names {
                    assert!(told.contains(&name), "{}: {name}", panel["title"]);
                }
            }
        }
        let alerts = read("prometheus/alerts.yaml");
        let names = named(&alerts);
        assert!(names.len() >= 9);
        for name in names {
            assert!(told.contains(&name), "alerts: {name}");
        }
    }
}
