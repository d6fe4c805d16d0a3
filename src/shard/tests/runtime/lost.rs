//! What must not get lost between two moments: signals, answers, ends.

use std::future::poll_fn;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::task::Poll;
use std::time::{Duration, Instant};

use bezgelor_core::ids::{ConnectionId, ShardId};
use shard::{BoxLane, CloseReason, Lane, LaneCx, LaneOutput, Shard, Stage, shard_of};

use crate::toy::{PATIENCE, ToyHost, ask, backends, client, options, stop};
use crate::waiting::{running_on, running_with};

/// Sends back each signal it hears; moves to the other shard at every [`MOVE`].
#[derive(Default)]
struct Hearing {
    here: u16,
    out: Vec<u8>,
    moves: bool,
}

const MOVE: u8 = 100;

impl Lane<ToyHost> for Hearing {
    type Answer = ();

    fn on_arrive(&mut self, cx: &mut LaneCx<'_, ToyHost>) {
        self.here = cx.shard.id().0;
    }

    fn on_bytes(&mut self, cx: &mut LaneCx<'_, ToyHost>, _: &[u8]) {
        self.out.extend(cx.id().0.to_le_bytes());
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    fn on_signal(&mut self, _: &mut LaneCx<'_, ToyHost>, signal: u8) {
        self.out.push(signal);
        self.moves |= signal == MOVE;
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        if std::mem::take(&mut self.moves) {
            let shard = ShardId(1 - self.here);
            let lane = BoxLane::new(std::mem::take(self));
            return Some(LaneOutput::Become { lane, shard });
        }
        let out = std::mem::take(&mut self.out);
        (!out.is_empty()).then_some(LaneOutput::Send(out))
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

fn name_of(stream: &mut TcpStream) -> ConnectionId {
    stream.write_all(b"?").expect("written");
    let mut name = [0; 8];
    stream.read_exact(&mut name).expect("it says its name");
    ConnectionId(u64::from_le_bytes(name))
}

#[test]
fn the_rest_of_a_batch_of_signals_follows_a_lane_that_moves_in_its_middle() {
    for backend in backends() {
        let (running, _) = running_on(&options(backend, 2), |_| Hearing::default());
        let mut stream = client(&running);
        let id = name_of(&mut stream);
        let signals: Vec<u8> = (1..=9).flat_map(|n| [n, MOVE, n + 10]).collect();
        let sent = signals.clone();
        ask(&running, shard_of(id).0, move |shard| {
            for signal in &sent {
                shard.signal(id, *signal);
            }
        });
        let mut heard = vec![0; signals.len()];
        stream.read_exact(&mut heard).expect("each is heard");
        assert_eq!(heard, signals);
        stop(running);
    }
}

/// Wants to go where there is no room for it.
struct Refused {
    to: ShardId,
    leaves: bool,
    report: Option<Sender<CloseReason>>,
}

impl Lane<ToyHost> for Refused {
    type Answer = ();

    fn on_bytes(&mut self, _: &mut LaneCx<'_, ToyHost>, _: &[u8]) {
        self.leaves = true;
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    fn on_close(&mut self, _: &mut LaneCx<'_, ToyHost>, reason: CloseReason) {
        if let Some(report) = &self.report {
            // The test may have ended.
            let _ = report.send(reason);
        }
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        if !std::mem::take(&mut self.leaves) {
            return None;
        }
        let lane = BoxLane::new(Self {
            report: self.report.take(),
            ..*self
        });
        let shard = self.to;
        Some(LaneOutput::Become { lane, shard })
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

#[test]
fn a_lane_that_cannot_be_given_up_is_told_its_end() {
    for backend in backends() {
        let (running, reports) = running_with(backend, |report| Refused {
            to: ShardId(9),
            leaves: false,
            report: Some(report),
        });
        let mut stream = client(&running);
        stream.write_all(b"x").expect("written");
        let reason = reports.recv_timeout(PATIENCE).expect("the end is told");
        assert_eq!(reason, CloseReason::Fault);
        stop(running);
    }
}

#[test]
fn a_lane_that_cannot_be_adopted_is_told_its_end() {
    for backend in backends() {
        let mut options = options(backend, 2);
        options.bounds.connections_max = 1;
        let (running, reports) = running_on(&options, |report| Refused {
            to: ShardId(1),
            leaves: false,
            report: Some(report),
        });
        // Until each shard has one; whoever comes to a full shard is turned away.
        let mut streams = Vec::new();
        let until = Instant::now() + PATIENCE;
        let full = |shard| ask(&running, shard, Shard::connection_count) == 1;
        while !(full(0) && full(1)) {
            assert!(Instant::now() < until, "they all came to one shard");
            streams.push(client(&running));
            std::thread::sleep(Duration::from_millis(10));
        }
        for stream in &mut streams {
            // Those turned away cannot write.
            let _ = stream.write_all(b"x");
        }
        let reason = reports.recv_timeout(PATIENCE).expect("the end is told");
        assert_eq!(reason, CloseReason::Fault);
        stop(running);
    }
}

/// Asks something that is answered when the test says so, and reports what it heard.
struct Asking {
    may_answer: Arc<AtomicBool>,
    asks: bool,
    answered: bool,
    report: Sender<CloseReason>,
}

impl Lane<ToyHost> for Asking {
    type Answer = ();

    fn on_bytes(&mut self, _: &mut LaneCx<'_, ToyHost>, bytes: &[u8]) {
        self.asks |= bytes == b"?";
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {
        self.answered = true;
    }

    fn on_close(&mut self, _: &mut LaneCx<'_, ToyHost>, reason: CloseReason) {
        let heard = if self.answered {
            reason
        } else {
            CloseReason::Protocol("the answer was not heard")
        };
        // The test may have ended.
        let _ = self.report.send(heard);
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        if !std::mem::take(&mut self.asks) {
            return None;
        }
        let may_answer = Arc::clone(&self.may_answer);
        // Wakes nobody: it is looked at when something else happens on the connection.
        let answer = poll_fn(move |_| match may_answer.load(Ordering::Relaxed) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        });
        Some(LaneOutput::Call(Box::pin(answer)))
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

#[test]
fn an_answer_that_comes_with_the_end_of_the_stream_is_heard() {
    for backend in backends() {
        let may_answer = Arc::new(AtomicBool::new(false));
        let of_lanes = Arc::clone(&may_answer);
        let (running, reports) = running_with(backend, move |report| Asking {
            may_answer: Arc::clone(&of_lanes),
            asks: false,
            answered: false,
            report,
        });
        let mut stream = client(&running);
        stream.write_all(b"?").expect("written");
        std::thread::sleep(Duration::from_millis(50));
        may_answer.store(true, Ordering::Relaxed);
        drop(stream);
        let heard = reports.recv_timeout(PATIENCE).expect("the end is told");
        assert_eq!(heard, CloseReason::Peer);
        stop(running);
    }
}

#[test]
fn a_client_that_leaves_behind_a_full_backlog_is_noticed() {
    for backend in backends() {
        let (running, reports) = running_with(backend, |report| Asking {
            may_answer: Arc::default(),
            asks: false,
            answered: true,
            report,
        });
        let mut stream = client(&running);
        stream.write_all(b"?").expect("written");
        std::thread::sleep(Duration::from_millis(50));
        // More than is held of a client while its lane waits.
        stream.write_all(&[1; 20_000]).expect("written");
        std::thread::sleep(Duration::from_millis(50));
        drop(stream);
        let began = Instant::now();
        let reason = reports.recv_timeout(PATIENCE).expect("noticed");
        assert_eq!(reason, CloseReason::Peer);
        assert!(began.elapsed() < PATIENCE / 3);
        stop(running);
    }
}
