//! The executor over io_uring.

use std::io::{self, Read as _};
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use glommio::io::PollableFd;
use glommio::{Latency, LocalExecutorBuilder, Placement, Shares, TaskQueueHandle};

use super::sockets::{Entry, Sockets};
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
        Sockets::begin()?;
        let proxy = glommio::executor();
        let patient = Latency::NotImportant;
        let queues = Queues {
            tick: proxy.create_task_queue(Shares::Static(1000), Latency::Matters(SLICE), "tick"),
            net: proxy.create_task_queue(Shares::Static(500), patient, "net"),
            background: proxy.create_task_queue(Shares::Static(100), patient, "background"),
        };
        main(queues).await;
        Sockets::end();
        Ok(())
    })
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
pub(super) struct UringStream {
    stream: TcpStream,
    entry: Entry,
}

impl UringStream {
    pub(super) fn new(fd: OwnedFd) -> io::Result<Self> {
        let stream = TcpStream::from(fd);
        let entry = Entry::new(&stream)?;
        Ok(Self { stream, entry })
    }

    pub(super) fn into_fd(self) -> OwnedFd {
        self.entry.release(&self.stream);
        self.stream.into()
    }

    pub(super) fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }

    pub(super) fn poll_read(&self, cx: &Context<'_>, buffer: &mut [u8]) -> Poll<io::Result<usize>> {
        let wanted = buffer.len();
        let mut stream = &self.stream;
        self.entry.poll_read(cx, wanted, || stream.read(buffer))
    }
}
