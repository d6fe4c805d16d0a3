//! A connection to the auth port.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::Arc;

use auth::{Answer, Input, Output, Session};
use bezgelor_core::ids::ConnectionId;
use bezgelor_core::time::{Millis, Now};
use shard::{CloseReason, Lane, LaneCx, LaneOutput, Stage};

use super::Outputs;
use crate::answers;
use crate::common::Common;
use crate::realm_host::RealmHost;

/// Drives [`auth::Session`]. Stays on the shard that accepted it.
pub struct AuthLane {
    common: Arc<Common>,
    session: Session,
    stage: Stage,
    waiting: bool,
    outputs: Outputs<Answer>,
}

impl AuthLane {
    /// A connection just accepted as `identity` from `peer`; none when the system gives no
    /// randomness.
    #[must_use]
    pub fn new(
        common: Arc<Common>,
        identity: ConnectionId,
        peer: IpAddr,
        now: Now,
    ) -> Option<Self> {
        let mut session = Session::new(peer, common.random()?, now);
        let mut outputs = VecDeque::new();
        if let Some(capture) = &common.capture
            && let Some(recorder) = capture.recorder("auth", identity, now.unix)
        {
            if let Some(Output::Send(hello)) = session.poll() {
                recorder.greeting(&hello);
                outputs.push_back(LaneOutput::Send(hello));
            }
            session.codec().set_tap(recorder);
        }
        Some(Self {
            common,
            session,
            stage: Stage::Handshake,
            waiting: false,
            outputs,
        })
    }

    fn input(&mut self, cx: &LaneCx<'_, RealmHost>, input: Input<'_>) {
        self.session.input(input, cx.now);
        for stray in self.session.take_strays() {
            cx.shard.host(|host| host.unhandled.count(&stray));
        }
        self.take_outputs(cx.now);
    }

    fn take_outputs(&mut self, now: Now) {
        while let Some(output) = self.session.poll() {
            self.outputs.push_back(match output {
                Output::Send(bytes) => LaneOutput::Send(bytes),
                Output::Query(query) => {
                    self.waiting = true;
                    self.stage = Stage::Login;
                    let common = Arc::clone(&self.common);
                    LaneOutput::Call(Box::pin(answers::auth(common, query, now.unix)))
                }
                Output::Close(reason) => LaneOutput::Close(close(reason)),
            });
        }
    }
}

impl Lane<RealmHost> for AuthLane {
    type Answer = Answer;

    fn on_arrive(&mut self, cx: &mut LaneCx<'_, RealmHost>) {
        self.take_outputs(cx.now);
    }

    fn on_bytes(&mut self, cx: &mut LaneCx<'_, RealmHost>, bytes: &[u8]) {
        self.input(cx, Input::Bytes(bytes));
    }

    fn on_answer(&mut self, cx: &mut LaneCx<'_, RealmHost>, answer: Answer) {
        self.waiting = false;
        self.input(cx, Input::Answer(answer));
    }

    fn on_wake(&mut self, cx: &mut LaneCx<'_, RealmHost>) {
        self.input(cx, Input::Tick);
    }

    fn poll(&mut self) -> Option<LaneOutput<RealmHost, Answer>> {
        self.outputs.pop_front()
    }

    fn stage(&self) -> Stage {
        self.stage
    }

    fn wake_at(&self) -> Option<Millis> {
        Some(self.session.deadline())
    }

    fn wants_input(&self) -> bool {
        !self.waiting
    }
}

fn close(reason: auth::CloseReason) -> CloseReason {
    use auth::CloseReason as Auth;
    match reason {
        Auth::Peer => CloseReason::Peer,
        Auth::Frame(_) => CloseReason::Protocol("malformed auth frame"),
        Auth::Body(_) => CloseReason::Protocol("malformed 0x0592"),
        Auth::OutOfState => CloseReason::Protocol("a second 0x0592"),
        Auth::TimedOut => CloseReason::Deadline(Stage::Login),
        Auth::WrongAnswer => CloseReason::Fault,
    }
}
