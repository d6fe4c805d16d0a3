//! Lanes of different types in one kind of box.

use std::any::Any;

use bezgelor_core::time::Millis;

use super::{Call, CloseReason, Lane, LaneCx, LaneOutput, OnDrain, Stage};
use crate::host::Host;

pub(crate) type Answer = Box<dyn Any>;
pub(crate) type Output<H> = LaneOutput<H, Answer>;

/// Any lane, boxed.
pub struct BoxLane<H: Host>(Box<dyn ErasedLane<H>>);

impl<H: Host> BoxLane<H> {
    /// Boxes a lane.
    pub fn new(lane: impl Lane<H>) -> Self {
        Self(Box::new(lane))
    }
}

impl<H: Host> std::ops::Deref for BoxLane<H> {
    type Target = dyn ErasedLane<H>;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl<H: Host> std::ops::DerefMut for BoxLane<H> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut *self.0
    }
}

/// [`Lane`] without its associated type.
#[doc(hidden)]
pub trait ErasedLane<H: Host>: Send {
    fn on_arrive(&mut self, cx: &mut LaneCx<'_, H>);
    fn on_bytes(&mut self, cx: &mut LaneCx<'_, H>, bytes: &[u8]);
    fn on_answer(&mut self, cx: &mut LaneCx<'_, H>, answer: Answer);
    fn on_signal(&mut self, cx: &mut LaneCx<'_, H>, signal: H::Signal);
    fn on_wake(&mut self, cx: &mut LaneCx<'_, H>);
    fn on_drain(&mut self, cx: &mut LaneCx<'_, H>) -> OnDrain;
    fn on_close(&mut self, cx: &mut LaneCx<'_, H>, reason: CloseReason);
    fn poll(&mut self) -> Option<Output<H>>;
    fn stage(&self) -> Stage;
    fn wake_at(&self) -> Option<Millis>;
    fn wants_input(&self) -> bool;
}

impl<H: Host, L: Lane<H>> ErasedLane<H> for L {
    fn on_arrive(&mut self, cx: &mut LaneCx<'_, H>) {
        Lane::on_arrive(self, cx);
    }

    fn on_bytes(&mut self, cx: &mut LaneCx<'_, H>, bytes: &[u8]) {
        Lane::on_bytes(self, cx, bytes);
    }

    fn on_answer(&mut self, cx: &mut LaneCx<'_, H>, answer: Answer) {
        let answer = answer
            .downcast::<L::Answer>()
            .expect("an answer comes back to the lane that made the call");
        Lane::on_answer(self, cx, *answer);
    }

    fn on_signal(&mut self, cx: &mut LaneCx<'_, H>, signal: H::Signal) {
        Lane::on_signal(self, cx, signal);
    }

    fn on_wake(&mut self, cx: &mut LaneCx<'_, H>) {
        Lane::on_wake(self, cx);
    }

    fn on_drain(&mut self, cx: &mut LaneCx<'_, H>) -> OnDrain {
        Lane::on_drain(self, cx)
    }

    fn on_close(&mut self, cx: &mut LaneCx<'_, H>, reason: CloseReason) {
        Lane::on_close(self, cx, reason);
    }

    fn poll(&mut self) -> Option<Output<H>> {
        Some(match Lane::poll(self)? {
            LaneOutput::Send(bytes) => LaneOutput::Send(bytes),
            LaneOutput::Call(call) => LaneOutput::Call(erase(call)),
            LaneOutput::Become { lane, shard } => LaneOutput::Become { lane, shard },
            LaneOutput::Close(reason) => LaneOutput::Close(reason),
        })
    }

    fn stage(&self) -> Stage {
        Lane::stage(self)
    }

    fn wake_at(&self) -> Option<Millis> {
        Lane::wake_at(self)
    }

    fn wants_input(&self) -> bool {
        Lane::wants_input(self)
    }
}

fn erase<A: 'static>(call: Call<A>) -> Call<Answer> {
    Box::pin(async move { Box::new(call.await) as Answer })
}
