//! How a set of shards is run. The defaults are the server's; tests shorten deadlines.

use bezgelor_core::limits;

use crate::rt::Backend;

/// Settings of all shards.
#[derive(Clone, Debug)]
pub struct Options {
    /// Executor threads, at least one.
    pub shards: usize,
    /// Pin each to a core of its own, as far as there are cores.
    pub pin: bool,
    /// What they run on.
    pub backend: Backend,
    /// Milliseconds between two ticks of a shard; zones may have other periods.
    pub tick_ms: u64,
    /// Milliseconds between two published copies of the metrics.
    pub metrics_ms: u64,
    /// The bounds.
    pub bounds: Bounds,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            shards: 1,
            pin: false,
            backend: Backend::default(),
            tick_ms: limits::ZONE_TICK_MS,
            metrics_ms: 1_000,
            bounds: Bounds::default(),
        }
    }
}

/// Bounds of one shard, as in [`bezgelor_core::limits`].
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Open connections.
    pub connections_max: usize,
    /// Unauthenticated connections of one address.
    pub strangers_per_address_max: usize,
    /// This machine itself may have any number of them: tools and proxies connect from there.
    pub trusts_loopback: bool,
    /// Bytes waiting for one client.
    pub outbox_bytes_max: usize,
    /// Bytes that are flushed ahead of the tick.
    pub outbox_flush_bytes: usize,
    /// Accept to the first whole request.
    pub handshake_ms: u64,
    /// Accept to the end of the login.
    pub login_ms: u64,
    /// Between two reads of an authenticated connection.
    pub idle_ms: u64,
    /// Batches in the inbox.
    pub inbox_max: usize,
    /// Messages kept for another shard's full inbox.
    pub spill_max: usize,
    /// From the request to stop to the end.
    pub drain_ms: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections_max: limits::CONNECTIONS_PER_SHARD_MAX,
            strangers_per_address_max: limits::UNAUTHENTICATED_PER_ADDRESS_MAX,
            trusts_loopback: true,
            outbox_bytes_max: limits::OUTBOX_BYTES_MAX,
            outbox_flush_bytes: limits::OUTBOX_FLUSH_BYTES,
            handshake_ms: limits::HANDSHAKE_DEADLINE_MS,
            login_ms: limits::LOGIN_DEADLINE_MS,
            idle_ms: limits::IDLE_DEADLINE_MS,
            inbox_max: limits::SHARD_INBOX_MAX,
            spill_max: limits::SHARD_SPILL_MAX,
            drain_ms: limits::DRAIN_DEADLINE_MS,
        }
    }
}
