//! What a running server measures of itself, read off its own metrics.

use std::time::{Duration, Instant};

use crate::{Api, Scratch, Server, bezgelor};

/// Figures are published once a second; on a busy machine later.
const PUBLISHED: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(50);

impl Api {
    /// Of `server`, with a fresh token that may do everything.
    ///
    /// # Panics
    /// When the token cannot be made.
    #[must_use]
    pub fn of(server: &Server, data: &Scratch) -> Self {
        let args = ["token", "create", "tests", "--scopes", "admin"];
        Self::new(server, &bezgelor(data.path(), &args, "").out)
    }

    /// All figures, as Prometheus reads them.
    ///
    /// # Panics
    /// When they cannot be had.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let reply = self.get("/metrics");
        assert_eq!(reply.status, 200, "{}", reply.body);
        Figures(reply.body)
    }

    /// The zones that run now, as the realm's services know them.
    ///
    /// # Panics
    /// When the realm does not say.
    #[must_use]
    pub fn zones(&self) -> Vec<RunningZone> {
        let said = self.run("zone list");
        let number = |line: &str, before: &str, after: &str| {
            let rest = line.split_once(before)?.1.split_once(after)?.0;
            rest.parse().ok()
        };
        let zone = |line: &str| {
            Some(RunningZone {
                instance: number(line, "instance ", ",")?,
                world: number(line, "world ", ",")?,
                shard: number(line, "shard ", ",")?,
                players: number(line.rsplit_once(',')?.1, " ", " player")?,
            })
        };
        said.lines().filter_map(zone).collect()
    }

    /// Figures that are as wanted, as soon as they are.
    ///
    /// # Panics
    /// When they never are.
    pub fn figures_once(&self, what: &str, wanted: impl Fn(&Figures) -> bool) -> Figures {
        let until = Instant::now() + PUBLISHED;
        loop {
            let figures = self.figures();
            if wanted(&figures) {
                return figures;
            }
            assert!(Instant::now() < until, "{what}: {}", figures.0);
            std::thread::sleep(LOOK);
        }
    }
}

/// See [`Api::zones`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningZone {
    /// Its number.
    pub instance: u32,
    /// Row of World.
    pub world: u32,
    /// Where it runs.
    pub shard: u32,
    /// Players in it.
    pub players: u32,
}

/// See [`Api::figures`].
#[derive(Clone, Debug)]
pub struct Figures(String);

impl Figures {
    /// The value of one figure, named with its labels: `bezgelor_panics_total{shard="0"}`; 0 for
    /// one there is not.
    #[must_use]
    pub fn of(&self, name: &str) -> f64 {
        let mut lines = self.0.lines();
        let line = lines.find(|line| line.rsplit_once(' ').is_some_and(|(own, _)| own == name));
        line.and_then(|line| line.rsplit_once(' ')?.1.parse().ok())
            .unwrap_or(0.0)
    }

    /// As [`Figures::of`], of one shard.
    #[must_use]
    pub fn of_shard(&self, name: &str, shard: u32) -> f64 {
        self.of(&format!("bezgelor_{name}{{shard=\"{shard}\"}}"))
    }

    /// The sum of a figure over all its labels.
    #[must_use]
    pub fn sum(&self, name: &str) -> f64 {
        let name = format!("bezgelor_{name}");
        let own = |line: &&str| {
            line.strip_prefix(&*name)
                .is_some_and(|rest| rest.starts_with('{'))
        };
        let value = |line: &str| line.rsplit_once(' ')?.1.parse::<f64>().ok();
        self.0.lines().filter(own).filter_map(value).sum()
    }

    /// Times of one shard by the upper bounds of their buckets, in seconds; counted up.
    #[must_use]
    pub fn times(&self, name: &str, shard: u32) -> Times {
        let head = format!("bezgelor_{name}_seconds_bucket{{shard=\"{shard}\",le=\"");
        let bucket = |line: &str| {
            let (edge, count) = line.strip_prefix(&*head)?.split_once("\"} ")?;
            let edge = edge.parse().unwrap_or(f64::INFINITY);
            Some((edge, count.parse().ok()?))
        };
        Times(self.0.lines().filter_map(bucket).collect())
    }
}

/// See [`Figures::times`].
#[derive(Clone, Debug)]
pub struct Times(Vec<(f64, u64)>);

impl Times {
    /// What came since `before`.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        let pairs = self.0.iter().zip(&before.0);
        Self(pairs.map(|(now, then)| (now.0, now.1 - then.1)).collect())
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.last().map_or(0, |(_, count)| *count)
    }

    /// The bound that 99 of 100 stay within, in milliseconds.
    #[must_use]
    pub fn p99_ms(&self) -> f64 {
        let rank = (self.count() * 99).div_ceil(100);
        let mut buckets = self.0.iter();
        let found = buckets.find(|(_, count)| *count >= rank);
        found.map_or(f64::INFINITY, |(edge, _)| edge * 1000.0)
    }
}
