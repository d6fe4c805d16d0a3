//! What it costs to hand a connection over to another shard.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;
use bezgelor_core::time::Now;
use shard::{
    Accept, BoxLane, Histogram, Host, Lane, LaneCx, LaneOutput, Options, Shard, Stage, Zone,
};

use crate::report::{Bound, Figure};
use crate::rig;

/// Connections that hop at once.
const CONNECTIONS: usize = 16;
/// Hops of each.
const HOPS: usize = 700;
/// Figures that are not there by then never will be.
const PATIENCE: Duration = Duration::from_secs(20);

/// What hops took, on one shard or on all.
#[derive(Clone, Default)]
struct Hops {
    /// Processor time of both shards.
    cost: Histogram,
    /// The same work by the clock on the wall.
    work: Histogram,
    /// From one task to the other.
    whole: Histogram,
}

impl Hops {
    fn add(&mut self, other: &Self) {
        self.cost.add(&other.cost);
        self.work.add(&other.work);
        self.whole.add(&other.whole);
    }
}

/// Percentiles of 10,000 hops under input. Held to its bound is the processor time: what else the
/// machine does meanwhile is no cost of a hop.
pub(crate) fn run() -> Vec<Figure> {
    let hops = measure().unwrap_or_default();
    let us = |name, histogram: &Histogram, per_mille, bound| {
        Figure::new(name, histogram.at_per_mille(per_mille) as f64, "us", bound)
    };
    let (cost, work, whole) = (&hops.cost, &hops.work, &hops.whole);
    vec![
        Figure::new("hop: hops", cost.count() as f64, "", Bound::Least(10_000.0)),
        us("hop: work of both shards, p50", cost, 500, Bound::None),
        us(
            "hop: work of both shards, p99",
            cost,
            990,
            Bound::Most(50.0),
        ),
        us("hop: that work on the wall, p50", work, 500, Bound::None),
        us("hop: that work on the wall, p99", work, 990, Bound::None),
        us("hop: with the way between, p50", whole, 500, Bound::None),
        us("hop: with the way between, p99", whole, 990, Bound::None),
    ]
}

fn measure() -> Option<Hops> {
    let options = Options {
        shards: 2,
        tick_ms: 10,
        metrics_ms: 50,
        ..Options::default()
    };
    let accept: Accept<Nothing> = Arc::new(|_, _, _| Some(BoxLane::new(Hopper::default())));
    let running = rig::start(&options, Some(&accept), |_| Nothing)?;
    let mut streams: Vec<TcpStream> = (0..CONNECTIONS)
        .filter_map(|_| TcpStream::connect(running.addresses()[0]).ok())
        .collect();
    for _ in 0..HOPS {
        for stream in &mut streams {
            stream.write_all(b"h").ok()?;
        }
        for stream in &mut streams {
            stream.read_exact(&mut [0]).ok()?;
        }
    }
    let wanted = (streams.len() * HOPS) as u64;
    let until = Instant::now() + PATIENCE;
    let mut latest = [Hops::default(), Hops::default()];
    while Instant::now() < until {
        let snapshot = running.metrics().next(PATIENCE)?;
        let metrics = snapshot.metrics;
        latest[usize::from(snapshot.shard.0)] = Hops {
            cost: metrics.hop_cost_us,
            work: metrics.hop_work_us,
            whole: metrics.hop_us,
        };
        let mut both = latest[0].clone();
        both.add(&latest[1]);
        if both.cost.count() >= wanted {
            drop(streams);
            running.drain();
            let _ = running.join();
            return Some(both);
        }
    }
    None
}

struct Nothing;

impl Host for Nothing {
    type Message = ();
    type Signal = ();
    type Zone = Empty;

    fn on_message(&mut self, _: &Shard<Self>, _: Option<ShardId>, (): ()) {}
}

struct Empty;

impl Zone<Nothing> for Empty {
    fn step(&mut self, _: Now) {}

    fn distribute(&mut self, _: &Shard<Nothing>, _: Now) {}

    fn rebuild(self, _: &Shard<Nothing>, _: Now) -> Option<Self> {
        None
    }
}

/// Answers each byte from the other shard.
#[derive(Default)]
struct Hopper {
    here: u16,
    hops: bool,
    answers: bool,
}

impl Lane<Nothing> for Hopper {
    type Answer = ();

    fn on_arrive(&mut self, cx: &mut LaneCx<'_, Nothing>) {
        self.here = cx.shard.id().0;
    }

    fn on_bytes(&mut self, _: &mut LaneCx<'_, Nothing>, _: &[u8]) {
        self.hops = true;
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, Nothing>, (): ()) {}

    fn poll(&mut self) -> Option<LaneOutput<Nothing, ()>> {
        if std::mem::take(&mut self.answers) {
            return Some(LaneOutput::Send(vec![b'h']));
        }
        if !std::mem::take(&mut self.hops) {
            return None;
        }
        let lane = BoxLane::new(Self {
            answers: true,
            ..Self::default()
        });
        let shard = ShardId(1 - self.here);
        Some(LaneOutput::Become { lane, shard })
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}
