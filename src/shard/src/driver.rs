//! The one task of a connection: it reads, calls the lane, and does what the lane asks for.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use bezgelor_core::ids::ShardId;
use bezgelor_core::limits;
use futures_lite::future::or;

use crate::connection::Connection;
use crate::guard::{caught, caught_call, spawn_guarded};
use crate::handover;
use crate::host::Host;
use crate::lane::{Answer, BoxLane, Call, CloseReason, LaneCx, LaneOutput, OnDrain};
use crate::local::Shard;
use crate::rt::{self, Queue};
use crate::watchdog::Activity;

/// Between two tries to flush a closing connection.
const CLOSE_RETRY: Duration = Duration::from_millis(20);

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
    lane: BoxLane<H>,
    /// Read while the lane took no bytes; at most one chunk.
    held: Vec<u8>,
    calls: VecDeque<Call<Answer>>,
}

/// Starts the task of a registered connection.
pub(crate) fn start<H: Host>(
    shard: &Shard<H>,
    connection: Rc<Connection<H>>,
    lane: BoxLane<H>,
    held: Vec<u8>,
) {
    let task = serve(shard.clone(), connection, lane, held);
    spawn_guarded(Queue::Net, "connection", task);
}

async fn serve<H: Host>(
    shard: Shard<H>,
    connection: Rc<Connection<H>>,
    lane: BoxLane<H>,
    held: Vec<u8>,
) {
    let _task = shard.task();
    let mut driver = Driver {
        shard: &shard,
        connection: &connection,
        lane,
        held,
        calls: VecDeque::new(),
    };
    let reason = match caught("lane", driver.run()).await {
        Some(End::Hop(lane, to)) => {
            let held = driver.held;
            handover::give_up(&shard, &connection, lane, held, to);
            return;
        }
        Some(End::Closed(reason)) => {
            caught_call("lane", || driver.say_goodbye(reason));
            reason
        }
        None => {
            shard.host_call(|host| host.on_lane_lost(&shard, connection.id));
            CloseReason::Fault
        }
    };
    drop(driver);
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
    async fn run(&mut self) -> End<H> {
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
    fn call<R>(&mut self, call: impl FnOnce(&mut BoxLane<H>, &mut LaneCx<'_, H>) -> R) -> R {
        let started = rt::now();
        let now = self.shard.now();
        let _busy = self.shard.busy(Activity::Lane(self.connection.id));
        let mut cx = LaneCx {
            shard: self.shard,
            now,
            connection: self.connection,
        };
        let result = call(&mut self.lane, &mut cx);
        self.shard
            .measure(|metrics| metrics.handler_us.record_since(started));
        result
    }

    fn holds_back(&self) -> bool {
        !self.calls.is_empty() || !self.lane.wants_input()
    }

    /// Does what the lane asks for until it waits for something.
    fn settle(&mut self) -> Option<End<H>> {
        loop {
            while let Some(output) = self.lane.poll() {
                match output {
                    LaneOutput::Send(bytes) => self.queue(&bytes),
                    LaneOutput::Call(call) => {
                        if self.calls.len() == limits::CALLS_PER_CONNECTION_MAX {
                            return Some(End::Closed(CloseReason::Fault));
                        }
                        self.calls.push_back(call);
                    }
                    LaneOutput::Close(reason) => return Some(End::Closed(reason)),
                    LaneOutput::Become { lane, shard } if shard == self.shard.id() => {
                        self.lane = lane;
                        self.call(|lane, cx| lane.on_arrive(cx));
                    }
                    LaneOutput::Become { lane, shard } => {
                        // A close does not travel, and after one the outbox may have lost bytes.
                        if let Some(reason) = self.connection.closing() {
                            self.lane = lane;
                            return Some(End::Closed(reason));
                        }
                        return Some(End::Hop(lane, shard));
                    }
                }
            }
            if self.held.is_empty() || self.holds_back() {
                break;
            }
            let held = std::mem::take(&mut self.held);
            self.call(|lane, cx| lane.on_bytes(cx, &held));
        }
        self.flush();
        self.schedule();
        None
    }

    fn queue(&self, bytes: &[u8]) {
        let bounds = self.shard.bounds();
        self.shard.count(|counters| {
            self.connection.push(bytes, bounds, counters);
        });
    }

    /// Flushes now; what is left over waits for the next tick.
    fn flush(&self) {
        let mut waits = false;
        self.shard
            .count(|counters| waits = self.connection.flush(counters));
        if waits {
            self.shard.mark_dirty(self.connection);
        }
    }

    /// Notes the stage, and when to look at this connection again.
    fn schedule(&self) {
        self.shard.set_stage(self.connection, self.lane.stage());
        let deadline = self.connection.deadline(self.shard.bounds());
        let wake = self.lane.wake_at().unwrap_or(deadline).min(deadline);
        let mut table = self.shard.table().borrow_mut();
        table.set_wake(self.connection.id, wake);
    }

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Ready> {
        let notified = self.connection.notify.poll_take(cx);
        let answer = match self.calls.front_mut() {
            Some(call) => match call.as_mut().poll(cx) {
                Poll::Ready(answer) => Some(answer),
                Poll::Pending => None,
            },
            None => None,
        };
        let read = self.poll_read(cx);
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
    fn poll_read(&self, cx: &mut Context<'_>) -> Option<io::Result<usize>> {
        let room = limits::READ_CHUNK_BYTES - self.held.len();
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

    /// Tells the lane what came. Runs in the same poll as the read that filled the chunk.
    fn absorb(&mut self, ready: Ready) -> Option<End<H>> {
        match ready.read {
            Some(Ok(0)) => return Some(End::Closed(CloseReason::Peer)),
            Some(Ok(count)) => self.absorb_bytes(count),
            Some(Err(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Some(Err(_)) => return Some(End::Closed(CloseReason::Io)),
            None => {}
        }
        if let Some(answer) = ready.answer {
            self.calls.pop_front();
            self.call(|lane, cx| lane.on_answer(cx, answer));
        }
        if ready.notified {
            return self.absorb_notice();
        }
        None
    }

    fn absorb_bytes(&mut self, count: usize) {
        self.connection.last_input_at.set(self.shard.clock().mono());
        self.shard
            .count(|counters| counters.bytes_in += count as u64);
        let shard = self.shard.clone();
        shard.with_chunk(|chunk| {
            if self.holds_back() || !self.held.is_empty() {
                self.held.extend_from_slice(&chunk[..count]);
            } else {
                self.call(|lane, cx| lane.on_bytes(cx, &chunk[..count]));
            }
        });
    }

    fn absorb_notice(&mut self) -> Option<End<H>> {
        for signal in self.connection.take_signals() {
            self.call(|lane, cx| lane.on_signal(cx, signal));
        }
        if let Some(reason) = self.connection.closing() {
            return Some(End::Closed(reason));
        }
        if self.connection.due.take() {
            let now = self.shard.clock().mono();
            if self.connection.deadline(self.shard.bounds()) <= now {
                let stage = self.connection.stage.get();
                return Some(End::Closed(CloseReason::Deadline(stage)));
            }
            if self.lane.wake_at().is_some_and(|at| at <= now) {
                self.call(|lane, cx| lane.on_wake(cx));
            }
        }
        if self.connection.drain.take() && self.call(|lane, cx| lane.on_drain(cx)) == OnDrain::Close
        {
            return Some(End::Closed(CloseReason::Drain));
        }
        None
    }

    /// The lane's last call, and its last words. What was on its way may hold a player, so the lane
    /// hears of it before the end; a lane about to become another ends as that other.
    fn say_goodbye(&mut self, reason: CloseReason) {
        self.calls.clear();
        self.last_words();
        for signal in self.connection.take_signals() {
            self.call(|lane, cx| lane.on_signal(cx, signal));
            self.last_words();
        }
        self.call(|lane, cx| lane.on_close(cx, reason));
        self.last_words();
    }

    fn last_words(&mut self) {
        while let Some(output) = self.lane.poll() {
            match output {
                LaneOutput::Send(bytes) => self.queue(&bytes),
                LaneOutput::Become { lane, .. } => self.lane = lane,
                LaneOutput::Call(_) | LaneOutput::Close(_) => {}
            }
        }
    }
}
