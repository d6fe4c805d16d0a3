//! A connection moves to another executor: socket, buffers, cipher and lane in one message.
//!
//! Only the connection's own task gives it up, between two polls, so that no read is under way and
//! every byte is either in the kernel, in the outbox, or in the lane.

use std::collections::VecDeque;
use std::os::fd::OwnedFd;
use std::rc::Rc;
use std::time::{Duration, Instant};

use bezgelor_core::ids::ShardId;
use bezgelor_core::time::Millis;

use crate::clock;
use crate::connection::{Connection, Parts, Ride};
use crate::driver;
use crate::host::Host;
use crate::lane::{CloseReason, Stage};
use crate::local::Shard;
use crate::mail::{Refused, ShardMessage};
use crate::outbox::Outbox;
use crate::rt::Stream;

/// What a part of a hop took.
#[derive(Clone, Copy, Default)]
struct Work {
    wall: Duration,
    processor: Duration,
}

/// When a part of a hop began.
struct Began {
    at: Instant,
    processor: Duration,
}

impl Began {
    fn now() -> Self {
        Self {
            at: Instant::now(),
            processor: clock::processor_time(),
        }
    }

    fn work(&self) -> Work {
        Work {
            wall: self.at.elapsed(),
            processor: clock::processor_time().saturating_sub(self.processor),
        }
    }
}

fn us(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// A connection between two shards. Dropping it closes the socket.
pub struct Adopted<H: Host> {
    fd: OwnedFd,
    rest: Rest<H>,
    ride: Ride<H>,
    /// When it left, and what leaving took.
    left_at: Instant,
    leaving: Work,
}

/// [`Parts`] without the socket, which is bound to its executor.
struct Rest<H: Host> {
    outbox: Outbox,
    cipher: Option<Box<crypto::PacketCipher>>,
    signals: VecDeque<H::Signal>,
    peer: std::net::SocketAddr,
    accepted_at: Millis,
    last_input_at: Millis,
    stage: Stage,
}

impl<H: Host> Rest<H> {
    fn with(self, stream: Option<Stream>) -> Parts<H> {
        Parts {
            stream,
            outbox: self.outbox,
            cipher: self.cipher,
            signals: self.signals,
            peer: self.peer,
            accepted_at: self.accepted_at,
            last_input_at: self.last_input_at,
            stage: self.stage,
        }
    }
}

impl<H: Host> Adopted<H> {
    /// Takes a connection out of its executor; `ride` when it has no socket any more.
    fn of(connection: &Connection<H>, ride: Ride<H>) -> Result<Self, Ride<H>> {
        let Some((stream, parts)) = connection.take_parts() else {
            return Err(ride);
        };
        Ok(Self {
            fd: stream.into_fd(),
            rest: Rest {
                outbox: parts.outbox,
                cipher: parts.cipher,
                signals: parts.signals,
                peer: parts.peer,
                accepted_at: parts.accepted_at,
                last_input_at: parts.last_input_at,
                stage: parts.stage,
            },
            ride,
            left_at: Instant::now(),
            leaving: Work::default(),
        })
    }
}

/// Takes the connection from this shard and posts it to `to`.
pub(crate) fn give_up<H: Host>(
    shard: &Shard<H>,
    connection: &Rc<Connection<H>>,
    ride: Ride<H>,
    to: ShardId,
) {
    let began = Began::now();
    // Routing to the old id ends before the connection leaves.
    shard.forget(connection);
    let adopted = Adopted::of(connection, ride).map(|adopted| Adopted {
        leaving: began.work(),
        ..adopted
    });
    let ride = match adopted {
        Ok(adopted) => match shard.post_now(to, ShardMessage::Adopt(Box::new(adopted))) {
            Ok(()) => return shard.count(|counters| counters.hops_out += 1),
            Err(Refused(ShardMessage::Adopt(adopted))) => {
                let adopted = *adopted;
                connection.put_signals_back(adopted.rest.signals);
                adopted.ride
            }
            Err(Refused(_)) => unreachable!("what is refused is what was posted"),
        },
        Err(ride) => ride,
    };
    tracing::error!(to = to.0, "no room to hand a connection over; it is closed");
    connection.board(ride);
    end(shard, connection);
}

/// The lane hears of an end that no task of its own can tell it.
fn end<H: Host>(shard: &Shard<H>, connection: &Rc<Connection<H>>) {
    driver::say_goodbye(shard, connection, CloseReason::Fault);
    shard.count(|counters| counters.closed[CloseReason::Fault.index()] += 1);
}

/// Puts an arriving connection under this shard and lets its lane go on.
pub(crate) fn adopt<H: Host>(shard: &Shard<H>, adopted: Adopted<H>) {
    let began = Began::now();
    let Adopted {
        fd,
        rest,
        ride,
        left_at,
        leaving,
    } = adopted;
    let parts = match Stream::new(fd) {
        Ok(stream) => rest.with(Some(stream)),
        Err(error) => {
            tracing::error!(%error, "an arriving connection was refused by the executor");
            let nobody = Rc::new(Connection::new(shard.nobody(), rest.with(None)));
            nobody.board(ride);
            return end(shard, &nobody);
        }
    };
    match shard.register(parts) {
        Ok(connection) => {
            driver::start(shard, connection, ride);
            let arriving = began.work();
            shard.measure(|metrics| {
                metrics.hop_us.record_since(left_at);
                metrics.hop_work_us.record(us(leaving.wall + arriving.wall));
                metrics
                    .hop_cost_us
                    .record(us(leaving.processor + arriving.processor));
                metrics.counters.hops_in += 1;
            });
        }
        Err(parts) => {
            tracing::error!("an arriving connection finds the shard full; it is closed");
            shard.count(|counters| counters.refused_full += 1);
            let nobody = Rc::new(Connection::new(shard.nobody(), *parts));
            nobody.board(ride);
            end(shard, &nobody);
        }
    }
}
