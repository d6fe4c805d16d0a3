//! The executor over io_uring.

#![expect(
    unsafe_code,
    reason = "the runtime's stream lends and gives back its descriptor only in raw form"
)]

use std::io;
use std::net::TcpListener;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, IntoRawFd, OwnedFd};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use futures_lite::AsyncRead;
use glommio::io::PollableFd;
use glommio::net::TcpStream;
use glommio::{Latency, LocalExecutorBuilder, Placement, Shares, TaskQueueHandle};

use super::{Queue, SLICE};

/// Pinned memory per executor: we use no direct file I/O, so the smallest it takes.
const IO_MEMORY_BYTES: usize = 64 << 10;
/// Entries per ring; the kernel sizes its table of pending polls from it.
const RING_DEPTH: usize = 1024;

#[derive(Clone, Copy)]
pub(super) struct Queues {
    tick: TaskQueueHandle,
    net: TaskQueueHandle,
    background: TaskQueueHandle,
}

pub(super) fn run<F: Future<Output = ()>>(
    core: Option<usize>,
    main: impl FnOnce(Queues) -> F,
) -> io::Result<()> {
    let executor = LocalExecutorBuilder::new(core.map_or(Placement::Unbound, Placement::Fixed))
        .io_memory(IO_MEMORY_BYTES)
        .ring_depth(RING_DEPTH)
        .preempt_timer(SLICE)
        .make()
        .map_err(io::Error::from)?;
    executor.run(async move {
        let proxy = glommio::executor();
        let patient = Latency::NotImportant;
        let queues = Queues {
            tick: proxy.create_task_queue(Shares::Static(1000), Latency::Matters(SLICE), "tick"),
            net: proxy.create_task_queue(Shares::Static(500), patient, "net"),
            background: proxy.create_task_queue(Shares::Static(100), patient, "background"),
        };
        main(queues).await;
    });
    Ok(())
}

pub(super) fn spawn(queues: Queues, queue: Queue, future: impl Future<Output = ()> + 'static) {
    let handle = match queue {
        Queue::Tick => queues.tick,
        Queue::Net => queues.net,
        Queue::Background => queues.background,
    };
    glommio::spawn_local_into(future, handle)
        .expect("the queues live as long as their executor")
        .detach();
}

pub(super) async fn sleep_until(at: Instant) {
    let wait = at.saturating_duration_since(Instant::now());
    if wait > Duration::ZERO {
        glommio::timer::sleep(wait).await;
    }
}

pub(super) async fn yield_if_needed() {
    glommio::executor().yield_if_needed().await;
}

pub(super) struct UringListener(PollableFd<TcpListener>);

impl UringListener {
    pub(super) fn new(listener: TcpListener) -> io::Result<Self> {
        PollableFd::new(listener).map(Self).map_err(io::Error::from)
    }

    pub(super) fn get_ref(&self) -> &TcpListener {
        self.0.get_ref()
    }

    pub(super) async fn readable(&self) -> io::Result<()> {
        self.0.readable().await.map_err(io::Error::from)
    }
}

/// Unbuffered on purpose: it holds no byte and lends no buffer to the kernel, so that dropping a
/// pending read loses nothing and the descriptor can move to another executor.
pub(super) struct UringStream(TcpStream);

impl UringStream {
    pub(super) fn new(fd: OwnedFd) -> Self {
        Self(TcpStream::from(socket2::Socket::from(fd)))
    }

    pub(super) fn into_fd(self) -> OwnedFd {
        // SAFETY: `into_raw_fd` gives up ownership of an open descriptor; nobody else closes it.
        unsafe { OwnedFd::from_raw_fd(self.0.into_raw_fd()) }
    }

    pub(super) fn as_fd(&self) -> BorrowedFd<'_> {
        // SAFETY: the stream owns the descriptor and keeps it open for the borrow's lifetime.
        unsafe { BorrowedFd::borrow_raw(self.0.as_raw_fd()) }
    }

    pub(super) fn poll_read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_read(cx, buffer)
    }
}
