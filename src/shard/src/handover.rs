//! A connection moves to another executor: socket, buffers, cipher and lane in one message.
//!
//! Only the connection's own task gives it up, between two polls, so that no read is under way and
//! every byte is either in the kernel, in the outbox, or in the lane.

use std::os::fd::OwnedFd;
use std::rc::Rc;
use std::time::Instant;

use bezgelor_core::ids::ShardId;

use crate::connection::{Connection, Parts};
use crate::host::Host;
use crate::lane::{BoxLane, CloseReason};
use crate::local::Shard;
use crate::mail::{Refused, ShardMessage};
use crate::rt::Stream;
use crate::{driver, metrics::Counters};

/// A connection between two shards. Dropping it closes the socket.
pub struct Adopted<H: Host> {
    fd: OwnedFd,
    rest: Rest<H>,
    lane: BoxLane<H>,
    held: Vec<u8>,
    left_at: Instant,
}

/// [`Parts`] without the socket, which is bound to its executor.
struct Rest<H: Host> {
    outbox: crate::outbox::Outbox,
    cipher: Option<Box<crypto::PacketCipher>>,
    signals: Vec<H::Signal>,
    peer: std::net::SocketAddr,
    accepted_at: bezgelor_core::time::Millis,
    last_input_at: bezgelor_core::time::Millis,
    stage: crate::lane::Stage,
}

/// Takes the connection from this shard and posts it to `to`.
pub(crate) fn give_up<H: Host>(
    shard: &Shard<H>,
    connection: &Rc<Connection<H>>,
    lane: BoxLane<H>,
    held: Vec<u8>,
    to: ShardId,
) {
    // Routing to the old id ends before the connection leaves.
    shard.forget(connection);
    let Some(parts) = connection.take_parts() else {
        return;
    };
    let adopted = Adopted {
        fd: parts.stream.into_fd(),
        rest: Rest {
            outbox: parts.outbox,
            cipher: parts.cipher,
            signals: parts.signals,
            peer: parts.peer,
            accepted_at: parts.accepted_at,
            last_input_at: parts.last_input_at,
            stage: parts.stage,
        },
        lane,
        held,
        left_at: Instant::now(),
    };
    match shard.post_now(to, ShardMessage::Adopt(Box::new(adopted))) {
        Ok(()) => shard.count(|counters| counters.hops_out += 1),
        Err(Refused(_)) => {
            tracing::error!(to = to.0, "no room to hand a connection over; it is closed");
            shard.count(|counters| counters.closed[CloseReason::Fault.index()] += 1);
        }
    }
}

/// Puts an arriving connection under this shard and lets its lane go on.
pub(crate) fn adopt<H: Host>(shard: &Shard<H>, adopted: Adopted<H>) {
    let hop_us = adopted.left_at.elapsed().as_micros();
    shard.measure(|metrics| {
        metrics
            .hop_us
            .record(u64::try_from(hop_us).unwrap_or(u64::MAX));
        metrics.counters.hops_in += 1;
    });
    let stream = match Stream::new(adopted.fd) {
        Ok(stream) => stream,
        Err(error) => {
            tracing::error!(%error, "an arriving connection was refused by the executor");
            shard.count(|counters| counters.closed[CloseReason::Fault.index()] += 1);
            return;
        }
    };
    let rest = adopted.rest;
    let parts = Parts {
        stream,
        outbox: rest.outbox,
        cipher: rest.cipher,
        signals: rest.signals,
        peer: rest.peer,
        accepted_at: rest.accepted_at,
        last_input_at: rest.last_input_at,
        stage: rest.stage,
    };
    match shard.register(parts) {
        Some(connection) => driver::start(shard, connection, adopted.lane, adopted.held),
        None => shard.count(|counters: &mut Counters| counters.refused_full += 1),
    }
}
