//! Lanes that are closed in the moment they move to another shard.

use std::io::Write;
use std::sync::mpsc::Sender;

use bezgelor_core::ids::ShardId;
use shard::{BoxLane, CloseReason, Lane, LaneCx, LaneOutput, OnDrain, Stage};

use crate::toy::{PATIENCE, ToyHost, backends, client, stop};
use crate::waiting::running_with;

/// Wants to go on elsewhere as its second self, which alone reports its end.
struct Leaving {
    report: Option<Sender<CloseReason>>,
    output: Option<LaneOutput<ToyHost, ()>>,
    second: bool,
}

impl Leaving {
    fn new(report: Sender<CloseReason>) -> Self {
        Self {
            report: Some(report),
            output: None,
            second: false,
        }
    }

    fn leave(&mut self) {
        let second = Self {
            report: self.report.take(),
            output: None,
            second: true,
        };
        self.output = Some(LaneOutput::Become {
            lane: BoxLane::new(second),
            shard: ShardId(1),
        });
    }
}

impl Lane<ToyHost> for Leaving {
    type Answer = ();

    fn on_bytes(&mut self, cx: &mut LaneCx<'_, ToyHost>, bytes: &[u8]) {
        if bytes == b"x" {
            cx.shard.close(cx.id(), CloseReason::Finished);
            self.leave();
        } else {
            self.output = Some(LaneOutput::Send(bytes.to_vec()));
        }
    }

    fn on_answer(&mut self, _: &mut LaneCx<'_, ToyHost>, (): ()) {}

    fn on_drain(&mut self, _: &mut LaneCx<'_, ToyHost>) -> OnDrain {
        self.leave();
        OnDrain::Close
    }

    fn on_close(&mut self, _: &mut LaneCx<'_, ToyHost>, reason: CloseReason) {
        if let Some(report) = self.report.as_ref().filter(|_| self.second) {
            // The test may have ended.
            let _ = report.send(reason);
        }
    }

    fn poll(&mut self) -> Option<LaneOutput<ToyHost, ()>> {
        self.output.take()
    }

    fn stage(&self) -> Stage {
        Stage::Open
    }
}

#[test]
fn who_is_closed_while_moving_ends_as_what_it_was_to_become() {
    for backend in backends() {
        let (running, reports) = running_with(backend, Leaving::new);
        let mut stream = client(&running);
        stream.write_all(b"x").expect("written");
        let reason = reports.recv_timeout(PATIENCE).expect("the end is told");
        assert_eq!(reason, CloseReason::Finished);
        stop(running);
    }
}

#[test]
fn a_drain_while_moving_ends_as_what_it_was_to_become() {
    for backend in backends() {
        let (running, reports) = running_with(backend, Leaving::new);
        let mut stream = client(&running);
        crate::toy::echo(&mut stream, b"in").expect("an echo");
        stop(running);
        let reason = reports.recv_timeout(PATIENCE).expect("the end is told");
        assert_eq!(reason, CloseReason::Drain);
    }
}
