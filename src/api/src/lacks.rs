//! What the data of the worlds lacks, as the server last told it.

use bezgelor_core::lacks::Lacks;
use tokio::sync::watch;

/// Where the server tells.
#[derive(Debug)]
pub struct LackSink(watch::Sender<Lacks>);

/// Where the interface reads.
#[derive(Clone, Debug)]
pub struct LackSource(watch::Receiver<Lacks>);

/// Both ends; nothing is lacking until something is told.
#[must_use]
pub fn lacks() -> (LackSink, LackSource) {
    let (sink, source) = watch::channel(Lacks::default());
    (LackSink(sink), LackSource(source))
}

impl LackSink {
    /// Tells what is lacking now; never waits.
    pub fn tell(&self, lacks: Lacks) {
        self.0.send_replace(lacks);
    }
}

impl LackSource {
    pub(crate) fn now(&self) -> Lacks {
        *self.0.borrow()
    }
}
