//! What a shard counts about itself: plain numbers, owned by it, published as whole copies.

use std::collections::BTreeMap;

use bezgelor_core::ids::{ShardId, WorldId, ZoneInstanceId};
use bezgelor_core::lacks::Lacks;
use bezgelor_core::time::Millis;

use crate::histogram::Histogram;
use crate::lane::CloseReason;

/// Counts since the shard started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Connections taken from a listener.
    pub accepted: u64,
    /// Connections refused because their address had too many unauthenticated ones.
    pub refused_per_address: u64,
    /// Connections refused because the shard was full.
    pub refused_full: u64,
    /// Failures of accept itself.
    pub accept_errors: u64,
    /// Connections closed, by [`CloseReason`] in the order of [`CloseReason::NAMES`].
    pub closed: [u64; CloseReason::COUNT],
    /// Connections given to another shard.
    pub hops_out: u64,
    /// Connections taken over from another shard.
    pub hops_in: u64,
    /// Bytes read from clients.
    pub bytes_in: u64,
    /// Bytes the kernel took for clients.
    pub bytes_out: u64,
    /// Calls of `send`.
    pub sends: u64,
    /// Flushes that left bytes behind.
    pub flushes_blocked: u64,
    /// Messages put into outboxes, one per recipient.
    pub delivered: u64,
    /// Deliveries and signals to connections that were gone.
    pub stale: u64,
    /// Messages posted to other shards.
    pub mail_out: u64,
    /// Messages taken from the inbox.
    pub mail_in: u64,
    /// Batches that found a full inbox and were kept for later.
    pub mail_spilled: u64,
    /// Messages dropped because too many were kept.
    pub mail_dropped: u64,
    /// Steps skipped because a zone was late by more than its period.
    pub overruns: u64,
    /// Times a shard that hears much waited a moment, to take what comes together.
    pub rests: u64,
    /// Panics caught on this shard.
    pub panics: u64,
    /// Times the shard itself went on after a panic in its own loop.
    pub revivals: u64,
    /// Zones rebuilt after a panic.
    pub zones_rebuilt: u64,
    /// Zones given up after a panic.
    pub zones_lost: u64,
}

/// Times of one zone since it started, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ZoneTimes {
    /// Steps done.
    pub steps: u64,
    /// Time in steps.
    pub step_us: u64,
    /// Time in handing outputs to outboxes.
    pub distribute_us: u64,
    /// The longest step with its distribution.
    pub max_us: u64,
    /// Steps skipped.
    pub overruns: u64,
}

/// Everything one shard measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShardMetrics {
    /// Plain counts.
    pub counters: Counters,
    /// How late ticks started, in microseconds.
    pub tick_late_us: Histogram,
    /// Whole ticks, in microseconds.
    pub tick_us: Histogram,
    /// Steps of zones with their distribution, in microseconds.
    pub zone_us: Histogram,
    /// Flush passes over all connections with output, in microseconds.
    pub flush_us: Histogram,
    /// Calls into lanes, in microseconds.
    pub handler_us: Histogram,
    /// Batches found waiting in the inbox when it was drained.
    pub inbox_depth: Histogram,
    /// From posting on one shard to handling on another, in microseconds.
    pub mail_us: Histogram,
    /// From giving a connection up on one shard to its task on another, in microseconds.
    pub hop_us: Histogram,
    /// The work of that on both shards together, without the way between them, in microseconds.
    pub hop_work_us: Histogram,
    /// The processor time of that work: without what others on a busy machine took meanwhile.
    pub hop_cost_us: Histogram,
    /// Processor time of the shard's thread, in microseconds.
    pub processor_us: u64,
}

impl ShardMetrics {
    /// The histograms by name.
    #[must_use]
    pub fn histograms(&self) -> [(&'static str, &Histogram); 10] {
        [
            ("tick_late_us", &self.tick_late_us),
            ("tick_us", &self.tick_us),
            ("zone_us", &self.zone_us),
            ("flush_us", &self.flush_us),
            ("handler_us", &self.handler_us),
            ("inbox_depth", &self.inbox_depth),
            ("mail_us", &self.mail_us),
            ("hop_us", &self.hop_us),
            ("hop_work_us", &self.hop_work_us),
            ("hop_cost_us", &self.hop_cost_us),
        ]
    }
}

/// What a zone says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ZoneStatus {
    /// The world it is an instance of.
    pub world: WorldId,
    /// Players in it.
    pub players: u32,
    /// What it leaves out because of its load; empty for nothing.
    pub leaves_out: &'static str,
    /// The same as a number: 0 for nothing, one more for each step further.
    pub rung: u8,
    /// What the data of its world lacks.
    pub lacks: Lacks,
}

/// What is known of one zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ZoneFigures {
    /// Its times.
    pub times: ZoneTimes,
    /// What it says of itself.
    pub status: ZoneStatus,
}

/// What a shard's scripts counted since it began, and how they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScriptFigures {
    /// Functions of scripts called.
    pub calls: u64,
    /// Of those, how many failed.
    pub errors: u64,
    /// Of those, how many were stopped: they took too long or too much.
    pub killed: u64,
    /// What was told and ordered and found no room.
    pub lost: u64,
    /// Microseconds in all calls.
    pub spent_us: u64,
    /// The longest call, in microseconds.
    pub longest_us: u64,
    /// Times they broke and were loaded anew.
    pub rebuilt: u64,
    /// Bytes they hold.
    pub memory_bytes: u64,
    /// Zones that have scripts.
    pub zones: u64,
    /// Scripts that are told nothing more.
    pub disabled: u64,
}

/// A copy of one shard's metrics at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Whose.
    pub shard: ShardId,
    /// When.
    pub at: Millis,
    /// The counts and times.
    pub metrics: ShardMetrics,
    /// The zones.
    pub zones: BTreeMap<ZoneInstanceId, ZoneFigures>,
    /// What the host's scripts counted.
    pub scripts: ScriptFigures,
    /// Connections open now.
    pub connections: usize,
    /// Tasks of the executor that have not ended: one per connection, and a few.
    pub tasks: usize,
    /// Timers that are set: of tasks, and the next look at each connection.
    pub timers: usize,
}

/// The receiving end of every shard's snapshots.
#[derive(Clone, Debug)]
pub struct MetricsReceiver(pub(crate) flume::Receiver<Box<Snapshot>>);

impl MetricsReceiver {
    /// The next snapshot, within `wait`.
    #[must_use]
    pub fn next(&self, wait: std::time::Duration) -> Option<Box<Snapshot>> {
        self.0.recv_timeout(wait).ok()
    }
}
