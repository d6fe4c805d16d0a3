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

/// Percentiles of 10,000 hops under input.
pub(crate) fn run() -> Vec<Figure> {
    let (cost, whole) = measure().unwrap_or_default();
    let hops = cost.count() as f64;
    let us = |histogram: &Histogram, per_mille| histogram.at_per_mille(per_mille) as f64;
    vec![
        Figure::new("hop: hops", hops, "", Bound::Least(10_000.0)),
        Figure::new(
            "hop: work of both shards, p50",
            us(&cost, 500),
            "us",
            Bound::None,
        ),
        Figure::new(
            "hop: work of both shards, p99",
            us(&cost, 990),
            "us",
            Bound::Most(50.0),
        ),
        Figure::new(
            "hop: with the way between, p50",
            us(&whole, 500),
            "us",
            Bound::None,
        ),
        Figure::new(
            "hop: with the way between, p99",
            us(&whole, 990),
            "us",
            Bound::None,
        ),
    ]
}

fn measure() -> Option<(Histogram, Histogram)> {
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
    let mut latest = [Default::default(), Default::default()];
    while Instant::now() < until {
        let snapshot = running.metrics().next(PATIENCE)?;
        let metrics = snapshot.metrics;
        latest[usize::from(snapshot.shard.0)] = (metrics.hop_cost_us, metrics.hop_us);
        let [(mut cost, mut whole), (other_cost, other_whole)] = latest.clone();
        cost.add(&other_cost);
        whole.add(&other_whole);
        if cost.count() >= wanted {
            drop(streams);
            running.drain();
            let _ = running.join();
            return Some((cost, whole));
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
