//! The task of one connection: the only one that reads its socket and calls its lane.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bezgelor_core::limits::READ_CHUNK_BYTES;

use crate::connection::Connection;
use crate::guard::{caught, spawn_guarded};
use crate::handover;
use crate::host::Host;
use crate::lane::{Answer, BoxLane, Call, CloseReason, LaneCx, LaneOutput, OnDrain};
use crate::local::Shard;
use crate::rt::{self, Queue};

/// How long a closed connection may take its last bytes.
const LINGER: Duration = Duration::from_secs(1);
const LINGER_POLL: Duration = Duration::from_millis(10);

/// Starts the task; `held` are bytes read and not yet given to the lane.
pub(crate) fn start<H: Host>(
    shard: &Shard<H>,
    connection: Rc<Connection<H>>,
    lane: BoxLane<H>,
    held: Vec<u8>,
) {
    let shard = shard.clone();
    spawn_guarded(Queue::Net, "connection", async move {
        let driver = Driver {
            shard: shard.clone(),
            connection: Rc::clone(&connection),
            lane,
            calls: VecDeque::new(),
            held,
        };
        if caught("lane", driver.run()).await.is_none() {
            shard.forget(&connection);
            shard.count(|counters| counters.closed[CloseReason::Fault.index()] += 1);
            shard.host(|host| host.on_lane_lost(&shard, connection.id));
        }
    });
}

struct Driver<H: Host> {
    shard: Shard<H>,
    connection: Rc<Connection<H>>,
    lane: BoxLane<H>,
    calls: VecDeque<Call<Answer>>,
    held: Vec<u8>,
}

enum Event {
    Notified,
    Answered(Answer),
    Read(io::Result<usize>),
}

/// What becomes of the connection after an event.
enum Next {
    GoOn,
    HandOver(bezgelor_core::ids::ShardId),
    Close(CloseReason),
}

impl<H: Host> Driver<H> {
    async fn run(mut self) {
        let mut buffer = [0; READ_CHUNK_BYTES];
        self.call(|lane, cx| lane.on_arrive(cx));
        let mut next = self.settle();
        loop {
            match next {
                Next::GoOn => {}
                Next::HandOver(to) => {
                    let Self {
                        shard,
                        connection,
                        lane,
                        held,
                        ..
                    } = self;
                    return handover::give_up(&shard, &connection, lane, held, to);
                }
                Next::Close(reason) => return self.finish(reason).await,
            }
            if !self.held.is_empty() && self.calls.is_empty() && self.lane.wants_input() {
                let held = std::mem::take(&mut self.held);
                self.call(|lane, cx| lane.on_bytes(cx, &held));
                next = self.settle();
                continue;
            }
            let event = poll_fn(|cx| self.poll_event(cx, &mut buffer)).await;
            next = self.handle(event, &buffer);
            rt::yield_if_needed().await;
        }
    }

    fn poll_event(&mut self, cx: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Event> {
        if self.connection.notify.poll_take(cx) {
            return Poll::Ready(Event::Notified);
        }
        if let Some(call) = self.calls.front_mut() {
            return call.as_mut().poll(cx).map(|answer| {
                self.calls.pop_front();
                Event::Answered(answer)
            });
        }
        if self.lane.wants_input() {
            return self.connection.poll_read(cx, buffer).map(Event::Read);
        }
        Poll::Pending
    }

    fn handle(&mut self, event: Event, buffer: &[u8]) -> Next {
        match event {
            Event::Answered(answer) => self.call(|lane, cx| lane.on_answer(cx, answer)),
            Event::Read(Ok(0)) => return Next::Close(CloseReason::Peer),
            Event::Read(Ok(count)) => {
                self.connection.last_input_at.set(self.shard.clock().mono());
                self.shard
                    .count(|counters| counters.bytes_in += count as u64);
                self.call(|lane, cx| lane.on_bytes(cx, &buffer[..count]));
            }
            Event::Read(Err(_)) => return Next::Close(CloseReason::Io),
            Event::Notified => {
                if let Some(reason) = self.notified() {
                    return Next::Close(reason);
                }
            }
        }
        self.settle()
    }

    fn notified(&mut self) -> Option<CloseReason> {
        if let Some(reason) = self.connection.closing() {
            return Some(reason);
        }
        for signal in self.connection.take_signals() {
            self.call(|lane, cx| lane.on_signal(cx, signal));
        }
        if self.connection.drain.take() {
            let mut on_drain = OnDrain::Close;
            self.call(|lane, cx| on_drain = lane.on_drain(cx));
            if on_drain == OnDrain::Close {
                self.connection.close(CloseReason::Drain);
            }
        }
        if self.connection.due.take() {
            let now = self.shard.clock().mono();
            if now >= self.connection.deadline(self.shard.bounds()) {
                return Some(CloseReason::Deadline(self.connection.stage.get()));
            }
            self.call(|lane, cx| {
                if lane.wake_at().is_some_and(|at| at <= now) {
                    lane.on_wake(cx);
                }
            });
        }
        None
    }

    /// Calls the lane and takes the time.
    fn call(&mut self, act: impl FnOnce(&mut BoxLane<H>, &mut LaneCx<'_, H>)) {
        let began = Instant::now();
        let mut cx = LaneCx {
            shard: &self.shard,
            now: self.shard.now(),
            connection: &self.connection,
        };
        act(&mut self.lane, &mut cx);
        let us = began.elapsed().as_micros() as u64;
        self.shard.measure(|metrics| metrics.handler_us.record(us));
    }

    /// Does what the lane wants done and notes when it wants to be called.
    fn settle(&mut self) -> Next {
        while let Some(output) = self.lane.poll() {
            match output {
                LaneOutput::Send(bytes) => self.send(&bytes),
                LaneOutput::Call(call) => self.calls.push_back(call),
                LaneOutput::Become { lane, shard } => {
                    self.lane = lane;
                    if shard != self.shard.id() {
                        return Next::HandOver(shard);
                    }
                    self.call(|lane, cx| lane.on_arrive(cx));
                }
                LaneOutput::Close(reason) => return Next::Close(reason),
            }
        }
        if let Some(reason) = self.connection.closing() {
            return Next::Close(reason);
        }
        self.shard.set_stage(&self.connection, self.lane.stage());
        let deadline = self.connection.deadline(self.shard.bounds());
        let wake = self.lane.wake_at().map_or(deadline, |at| at.min(deadline));
        self.shard
            .table()
            .borrow_mut()
            .set_wake(self.connection.id, wake);
        Next::GoOn
    }

    fn send(&self, bytes: &[u8]) {
        let mut waits = false;
        let bounds = *self.shard.bounds();
        self.shard.count(|counters| {
            waits =
                self.connection.push(bytes, &bounds, counters) && self.connection.flush(counters);
        });
        if waits {
            self.shard.mark_dirty(&self.connection);
        }
    }

    async fn finish(mut self, reason: CloseReason) {
        self.call(|lane, cx| lane.on_close(cx, reason));
        while let Some(output) = self.lane.poll() {
            if let LaneOutput::Send(bytes) = output {
                self.send(&bytes);
            }
        }
        self.shard.forget(&self.connection);
        self.shard
            .count(|counters| counters.closed[reason.index()] += 1);
        match reason {
            CloseReason::Protocol(what) => {
                tracing::debug!(peer = %self.connection.peer, what, "a client broke the protocol");
            }
            CloseReason::Fault => tracing::warn!(peer = %self.connection.peer, "fault"),
            _ => {}
        }
        if !reason.flushes() {
            return;
        }
        let end = Instant::now() + LINGER;
        loop {
            let mut waits = false;
            self.shard
                .count(|counters| waits = self.connection.flush_again(counters));
            if !waits || Instant::now() >= end {
                break;
            }
            rt::sleep(LINGER_POLL).await;
        }
        self.connection.finish_sending();
    }
}
