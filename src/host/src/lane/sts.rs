//! A connection to the STS port.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::Arc;

use bezgelor_core::time::{Millis, Now};
use shard::{CloseReason, Lane, LaneCx, LaneOutput, Stage};
use sts::{Answer, Input, Output, Query, Session};

use super::Outputs;
use crate::answers;
use crate::common::Common;
use crate::message::{Ask, Signal, Tell};
use crate::realm_host::RealmHost;

/// Drives [`sts::Session`]. Stays on the shard that accepted it.
pub struct StsLane {
    common: Arc<Common>,
    session: Session,
    stage: Stage,
    waiting: bool,
    outputs: Outputs<Answer>,
}

impl StsLane {
    /// A connection just accepted from `peer`; none when the system gives no randomness.
    #[must_use]
    pub fn new(common: Arc<Common>, peer: IpAddr, now: Now) -> Option<Self> {
        let session = Session::new(Arc::clone(&common.sts), peer, common.random()?, now);
        Some(Self {
            common,
            session,
            stage: Stage::Handshake,
            waiting: false,
            outputs: VecDeque::new(),
        })
    }

    fn input(&mut self, cx: &mut LaneCx<'_, RealmHost>, input: Input<'_>) {
        self.session.input(input, cx.now);
        while let Some(output) = self.session.poll() {
            match output {
                Output::Send(bytes) => self.outputs.push_back(LaneOutput::Send(bytes)),
                Output::Query(query) => self.query(cx, query),
                Output::Ended(attempt, outcome) => {
                    cx.shard
                        .host(|host| host.tell(cx.shard, Tell::Ended(attempt, outcome)));
                }
                Output::Close(reason) => self.outputs.push_back(LaneOutput::Close(close(reason))),
            }
        }
    }

    fn query(&mut self, cx: &mut LaneCx<'_, RealmHost>, query: Query) {
        self.waiting = true;
        let ask = match &query {
            Query::Admit(attempt) => Some(Ask::Admit(*attempt)),
            Query::BeginProof(attempt) => Some(Ask::BeginProof(*attempt)),
            _ => None,
        };
        if let Some(ask) = ask {
            self.stage = self.stage.max(Stage::Login);
            cx.shard.host(|host| host.ask(cx.shard, cx.id(), ask));
            return;
        }
        if matches!(query, Query::StoreGameToken { .. }) {
            self.stage = Stage::Open;
        }
        let answer = answers::sts(Arc::clone(&self.common), query, cx.now.unix);
        self.outputs.push_back(LaneOutput::Call(Box::pin(answer)));
    }
}

impl Lane<RealmHost> for StsLane {
    type Answer = Answer;

    fn on_bytes(&mut self, cx: &mut LaneCx<'_, RealmHost>, bytes: &[u8]) {
        self.input(cx, Input::Bytes(bytes));
    }

    fn on_answer(&mut self, cx: &mut LaneCx<'_, RealmHost>, answer: Answer) {
        self.waiting = false;
        self.input(cx, Input::Answer(answer));
    }

    fn on_signal(&mut self, cx: &mut LaneCx<'_, RealmHost>, signal: Signal) {
        if let Signal::Admitted(admitted) = signal {
            self.waiting = false;
            self.input(cx, Input::Answer(Answer::Admitted(admitted)));
        }
    }

    fn on_wake(&mut self, cx: &mut LaneCx<'_, RealmHost>) {
        self.input(cx, Input::Tick);
    }

    fn on_close(&mut self, cx: &mut LaneCx<'_, RealmHost>, _: CloseReason) {
        self.input(cx, Input::Closed);
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

fn close(reason: sts::CloseReason) -> CloseReason {
    use sts::CloseReason as Sts;
    match reason {
        Sts::Peer => CloseReason::Peer,
        Sts::Malformed(_) => CloseReason::Protocol("malformed STS request"),
        Sts::OutOfState => CloseReason::Protocol("STS request out of state"),
        Sts::TooMany => CloseReason::Protocol("too many STS attempts"),
        Sts::TimedOut => CloseReason::Deadline(Stage::Login),
        Sts::Unavailable => CloseReason::Finished,
        Sts::WrongAnswer => CloseReason::Fault,
    }
}
