//! What the benchmarks of the runtime share: shards on whichever executor this system allows, and
//! the clocks.

use std::net::{Ipv4Addr, SocketAddr};

use rustix::time::ClockId;
use shard::{Accept, Backend, Clock, Host, Listen, Options, Running, Shard};

use crate::measure::clock_ns;

/// Starts shards on io_uring, or where that is closed on epoll; with one port of the loopback when
/// there is something to `accept`. None when neither runs.
pub(crate) fn start<H: Host>(
    options: &Options,
    accept: Option<&Accept<H>>,
    make_host: impl Fn(&Shard<H>) -> H + Copy + Send + Sync + 'static,
) -> Option<Running<H>> {
    [Backend::IoUring, Backend::Epoll]
        .into_iter()
        .find_map(|backend| {
            let options = Options {
                backend,
                ..options.clone()
            };
            let listen = accept.map(|accept| Listen {
                address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
                name: "bench",
                accept: accept.clone(),
            });
            let listens = listen.into_iter().collect();
            shard::start(&options, Clock::start(), listens, make_host).ok()
        })
}

/// What a piece of work took, in nanoseconds: of processor time, and of the clock on the wall.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spent {
    pub(crate) processor: f64,
    pub(crate) wall: f64,
}

/// Where the clocks stood.
pub(crate) struct Clocks {
    of: ClockId,
    at: Spent,
}

impl Clocks {
    /// Processor time of this thread alone.
    pub(crate) fn of_thread() -> Self {
        Self::of(ClockId::ThreadCPUTime)
    }

    /// Processor time of all threads of this process.
    pub(crate) fn of_process() -> Self {
        Self::of(ClockId::ProcessCPUTime)
    }

    fn of(of: ClockId) -> Self {
        let at = Spent {
            processor: clock_ns(of),
            wall: clock_ns(ClockId::Monotonic),
        };
        Self { of, at }
    }

    /// What passed since.
    pub(crate) fn spent(&self) -> Spent {
        Spent {
            processor: clock_ns(self.of) - self.at.processor,
            wall: clock_ns(ClockId::Monotonic) - self.at.wall,
        }
    }
}
