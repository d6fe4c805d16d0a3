//! The one task of a connection: it reads, calls the lane, and does what the lane asks for.

use std::future::poll_fn;
use std::io;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use bezgelor_core::ids::ShardId;
use bezgelor_core::limits;
use futures_lite::future::or;

use crate::connection::{Connection, Ride};
use crate::guard::{caught, caught_call, spawn_guarded};
use crate::handover;
use crate::host::Host;
use crate::lane::{Answer, BoxLane, CloseReason, LaneCx, LaneOutput, OnDrain};
use crate::local::Shard;
use crate::rt::{self, Queue};
use crate::watchdog::Activity;

/// Between two tries to flush a closing connection.
const CLOSE_RETRY: Duration = Duration::from_millis(20);

/// A connection from which nothing more is read for now is looked at this often, whether its peer
/// is still there.
const HANG_UP_LOOK_MS: u64 = 250;

/// Why the driver stopped.
enum End<H: Host> {
    Closed(CloseReason),
    Hop(BoxLane<H>, ShardId),
}

/// What one wait brought; everything that was ready, so that nothing starves anything else.
struct Ready {
    notified: bool,
    answer: Option<Answer>,
    read: Option<io::Result<usize>>,
}

struct Driver<'a, H: Host> {
    shard: &'a Shard<H>,
    connection: &'a Rc<Connection<H>>,
}

impl<H: Host> Clone for Driver<'_, H> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H: Host> Copy for Driver<'_, H> {}

/// Starts the task of a registered connection, on which `ride` speaks from now on.
pub(crate) fn start<H: Host>(shard: &Shard<H>, connection: Rc<Connection<H>>, ride: Ride<H>) {
    connection.board(ride);
    spawn_guarded(Queue::Net, "connection", serve(shard.clone(), connection));
}

/// Starts the task of a connection anew, which lost the one it had with its executor.
pub(crate) fn resume<H: Host>(shard: &Shard<H>, connection: Rc<Connection<H>>) {
    spawn_guarded(Queue::Net, "connection", serve(shard.clone(), connection));
}

async fn serve<H: Host>(shard: Shard<H>, connection: Rc<Connection<H>>) {
    let _task = shard.task();
    let driver = Driver {
        shard: &shard,
        connection: &connection,
    };
    let reason = match caught("lane", driver.run()).await {
        Some(End::Hop(lane, to)) => {
            let held = connection.alight().map(|ride| ride.held);
            let ride = Ride::new(lane, held.unwrap_or_default());
            handover::give_up(&shard, &connection, ride, to);
            return;
        }
        Some(End::Closed(reason)) => {
            say_goodbye(&shard, &connection, reason);
            reason
        }
        None => {
            // Broken as it is, it may still know what it holds; the host knows the rest.
            say_goodbye(&shard, &connection, CloseReason::Fault);
            shard.host_call(|host| host.on_lane_lost(&shard, connection.id));
            CloseReason::Fault
        }
    };
    shard.forget(&connection);
    shard.count(|counters| counters.closed[reason.index()] += 1);
    if reason == CloseReason::Fault {
        tracing::warn!(peer = %connection.peer, "a connection ended by our own fault");
    } else {
        tracing::debug!(peer = %connection.peer, ?reason, "a connection ended");
    }
    if reason.flushes() {
        linger(&shard, &connection).await;
    }
}

/// The lane's last call, and its last words; it is gone after that. What was on its way may hold a
/// player, so the lane hears of it before the end; a lane about to become another ends as that
/// other.
pub(crate) fn say_goodbye<H: Host>(
    shard: &Shard<H>,
    connection: &Rc<Connection<H>>,
    reason: CloseReason,
) {
    let driver = Driver { shard, connection };
    connection.with_ride(|ride| ride.calls.clear());
    caught_call("lane", || {
        driver.last_words();
        while let Some(signal) = connection.next_signal() {
            driver.call(|lane, cx| lane.on_signal(cx, signal));
            driver.last_words();
        }
    });
    caught_call("lane", || {
        driver.call(|lane, cx| lane.on_close(cx, reason));
        driver.last_words();
    });
    caught_call("lane", || drop(connection.alight()));
}

/// Lets pending output reach the client, then its end: at most [`limits::CLOSE_FLUSH_MS`].
async fn linger<H: Host>(shard: &Shard<H>, connection: &Connection<H>) {
    let end = rt::now() + Duration::from_millis(limits::CLOSE_FLUSH_MS);
    loop {
        let mut waits = false;
        shard.count(|counters| waits = connection.flush_again(counters));
        if !waits {
            break;
        }
        if rt::now() >= end {
            return;
        }
        rt::sleep(CLOSE_RETRY).await;
    }
    connection.finish_sending();
    // Closing with unread input would reset the connection and could take our last words with it.
    let until_closed = poll_fn(|cx| {
        let read = shard.with_chunk(|chunk| connection.poll_read(cx, chunk));
        match read {
            Poll::Ready(Ok(1..)) => {
                // One chunk per turn: a client that floods must not keep the shard to itself.
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Poll::Ready(_) => Poll::Ready(()),
            Poll::Pending => Poll::Pending,
        }
    });
    or(until_closed, rt::sleep_until(end)).await;
}

impl<H: Host> Driver<'_, H> {
    async fn run(self) -> End<H> {
        self.call(|lane, cx| lane.on_arrive(cx));
        loop {
            if let Some(end) = self.settle() {
                return end;
            }
            let ready = poll_fn(|cx| self.poll_ready(cx)).await;
            if let Some(end) = self.absorb(ready) {
                return end;
            }
            rt::yield_if_needed().await;
        }
    }

    /// Calls the lane, with the watchdog and the clock looking on.
    fn call<R>(self, call: impl FnOnce(&mut BoxLane<H>, &mut LaneCx<'_, H>) -> R) -> Option<R> {
        let started = rt::now();
        let now = self.shard.now();
        let _busy = self.shard.busy(Activity::Lane(self.connection.id));
        let mut cx = LaneCx {
            shard: self.shard,
            now,
            connection: self.connection,
        };
        let result = self
            .connection
            .with_ride(|ride| call(&mut ride.lane, &mut cx));
        self.shard
            .measure(|metrics| metrics.handler_us.record_since(started));
        result
    }

    /// Does what the lane asks for until it waits for something.
    fn settle(self) -> Option<End<H>> {
        loop {
            while let Some(output) = self.connection.with_ride(|ride| ride.lane.poll()).flatten() {
                if let Some(end) = self.follow(output) {
                    return Some(end);
                }
            }
            let held = self.connection.with_ride(|ride| {
                let waits = ride.held.is_empty() || ride.holds_back();
                (!waits).then(|| std::mem::take(&mut ride.held))
            });
            let Some(held) = held.flatten() else { break };
            self.call(|lane, cx| lane.on_bytes(cx, &held));
        }
        self.flush();
        self.schedule();
        None
    }

    fn follow(self, output: LaneOutput<H, Answer>) -> Option<End<H>> {
        match output {
            LaneOutput::Send(bytes) => self.queue(&bytes),
            LaneOutput::Call(call) => {
                let taken = self.connection.with_ride(|ride| {
                    let taken = ride.calls.len() < limits::CALLS_PER_CONNECTION_MAX;
                    if taken {
                        ride.calls.push_back(call);
                    }
                    taken
                });
                if taken != Some(true) {
                    return Some(End::Closed(CloseReason::Fault));
                }
            }
            LaneOutput::Close(reason) => return Some(End::Closed(reason)),
            LaneOutput::Become { lane, shard } if shard == self.shard.id() => {
                self.connection.with_ride(|ride| ride.lane = lane);
                self.call(|lane, cx| lane.on_arrive(cx));
            }
            LaneOutput::Become { lane, shard } => {
                // A close does not travel, and after one the outbox may have lost bytes.
                if let Some(reason) = self.connection.closing() {
                    self.connection.with_ride(|ride| ride.lane = lane);
                    return Some(End::Closed(reason));
                }
                return Some(End::Hop(lane, shard));
            }
        }
        None
    }

    fn queue(self, bytes: &[u8]) {
        let bounds = self.shard.bounds();
        self.shard.count(|counters| {
            self.connection.push(bytes, bounds, counters);
        });
    }

    /// Flushes now; what is left over waits for the next tick.
    fn flush(self) {
        let mut waits = false;
        self.shard
            .count(|counters| waits = self.connection.flush(counters));
        if waits {
            self.shard.mark_dirty(self.connection);
        }
    }

    /// Notes the stage, and when to look at this connection again.
    fn schedule(self) {
        let wishes = self
            .connection
            .with_ride(|ride| (ride.lane.stage(), ride.lane.wake_at(), ride.room() == 0));
        let Some((stage, wake_at, is_full)) = wishes else {
            return;
        };
        self.shard.set_stage(self.connection, stage);
        let deadline = self.connection.deadline(self.shard.bounds());
        let mut wake = wake_at.unwrap_or(deadline).min(deadline);
        if is_full {
            wake = wake.min(self.shard.clock().mono().plus(HANG_UP_LOOK_MS));
        }
        let mut table = self.shard.table().borrow_mut();
        table.set_wake(self.connection.id, wake);
    }

    fn poll_ready(self, cx: &mut Context<'_>) -> Poll<Ready> {
        let notified = self.connection.notify.poll_take(cx);
        let waits = self.connection.with_ride(|ride| {
            let answer = match ride.calls.front_mut() {
                Some(call) => match call.as_mut().poll(cx) {
                    Poll::Ready(answer) => Some(answer),
                    Poll::Pending => None,
                },
                None => None,
            };
            (answer, ride.room())
        });
        let (answer, room) = waits.unwrap_or_default();
        let read = self.poll_read(cx, room);
        if notified || answer.is_some() || read.is_some() {
            Poll::Ready(Ready {
                notified,
                answer,
                read,
            })
        } else {
            Poll::Pending
        }
    }

    /// Reads into the shard's chunk, no more than may be held.
    fn poll_read(self, cx: &mut Context<'_>, room: usize) -> Option<io::Result<usize>> {
        if room == 0 {
            return None;
        }
        let read = self
            .shard
            .with_chunk(|chunk| self.connection.poll_read(cx, &mut chunk[..room]));
        match read {
            Poll::Ready(read) => Some(read),
            Poll::Pending => None,
        }
    }

    /// Tells the lane what came. Runs in the same poll as the read that filled the chunk. An answer
    /// that came together with the end of the stream is still heard: it may hold something.
    fn absorb(self, ready: Ready) -> Option<End<H>> {
        let mut end = None;
        match ready.read {
            Some(Ok(0)) => end = Some(CloseReason::Peer),
            Some(Ok(count)) => self.absorb_bytes(count),
            Some(Err(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Some(Err(_)) => end = Some(CloseReason::Io),
            None => {}
        }
        if let Some(answer) = ready.answer {
            self.connection.with_ride(|ride| ride.calls.pop_front());
            self.call(|lane, cx| lane.on_answer(cx, answer));
        }
        if let Some(reason) = end {
            return Some(End::Closed(reason));
        }
        if ready.notified {
            return self.absorb_notice();
        }
        None
    }

    fn absorb_bytes(self, count: usize) {
        self.connection.last_input_at.set(self.shard.clock().mono());
        self.shard.gathering().read();
        self.shard
            .count(|counters| counters.bytes_in += count as u64);
        self.shard.with_chunk(|chunk| {
            let held = self.connection.with_ride(|ride| {
                let holds = ride.holds_back() || !ride.held.is_empty();
                if holds {
                    ride.held.extend_from_slice(&chunk[..count]);
                }
                holds
            });
            if held == Some(false) {
                self.call(|lane, cx| lane.on_bytes(cx, &chunk[..count]));
            }
        });
    }

    fn absorb_notice(self) -> Option<End<H>> {
        // One at a time: what the lane makes of it may be that it goes on elsewhere, and the rest
        // goes with it.
        if let Some(signal) = self.connection.next_signal() {
            self.call(|lane, cx| lane.on_signal(cx, signal));
            if self.connection.has_signals() {
                self.connection.notify.set();
                return None;
            }
        }
        if let Some(reason) = self.connection.closing() {
            return Some(End::Closed(reason));
        }
        if self.connection.due.take()
            && let Some(reason) = self.absorb_time()
        {
            return Some(End::Closed(reason));
        }
        if self.connection.drain.take()
            && self.call(|lane, cx| lane.on_drain(cx)) == Some(OnDrain::Close)
        {
            return Some(End::Closed(CloseReason::Drain));
        }
        None
    }

    fn absorb_time(self) -> Option<CloseReason> {
        let now = self.shard.clock().mono();
        if self.connection.deadline(self.shard.bounds()) <= now {
            return Some(CloseReason::Deadline(self.connection.stage.get()));
        }
        let wishes = self
            .connection
            .with_ride(|ride| (ride.lane.wake_at(), ride.room() == 0));
        let (wake_at, is_full) = wishes.unwrap_or_default();
        // Nothing more is read from it, so a read does not tell that it has gone.
        if is_full && self.connection.has_hung_up() {
            return Some(CloseReason::Peer);
        }
        if wake_at.is_some_and(|at| at <= now) {
            self.call(|lane, cx| lane.on_wake(cx));
        }
        None
    }

    fn last_words(self) {
        while let Some(output) = self.connection.with_ride(|ride| ride.lane.poll()).flatten() {
            match output {
                LaneOutput::Send(bytes) => self.queue(&bytes),
                LaneOutput::Become { lane, .. } => {
                    self.connection.with_ride(|ride| ride.lane = lane);
                }
                LaneOutput::Call(_) | LaneOutput::Close(_) => {}
            }
        }
    }
}
