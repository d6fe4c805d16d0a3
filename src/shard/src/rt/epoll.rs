//! The fallback executor: one single-threaded epoll loop per shard.

#![expect(
    unsafe_code,
    reason = "tokio wants a promise about descriptors that std types keep"
)]

use std::io::{self, Read};
use std::net::{TcpListener, TcpStream};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::task::{Context, Poll, ready};
use std::time::Instant;

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::task::LocalSet;

use super::affinity;

pub(super) fn run<F: Future<Output = ()>>(
    core: Option<usize>,
    main: impl FnOnce() -> F,
) -> io::Result<()> {
    if let Some(core) = core {
        affinity::pin_this_thread(core)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()?;
    LocalSet::new().block_on(&runtime, main());
    Ok(())
}

pub(super) fn spawn(future: impl Future<Output = ()> + 'static) {
    // Detached: the task lives as long as the executor.
    drop(tokio::task::spawn_local(future));
}

pub(super) async fn sleep_until(at: Instant) {
    tokio::time::sleep_until(at.into()).await;
}

pub(super) async fn yield_now() {
    tokio::task::yield_now().await;
}

pub(super) struct EpollListener(AsyncFd<TcpListener>);

impl EpollListener {
    pub(super) fn new(listener: TcpListener) -> io::Result<Self> {
        // SAFETY: a std listener owns its descriptor and always answers with the same one.
        let fd = unsafe { AsyncFd::register_with_interest(listener, Interest::READABLE) };
        fd.map(Self).map_err(io::Error::from)
    }

    pub(super) fn get_ref(&self) -> &TcpListener {
        self.0.get_ref()
    }

    /// Resolves after the readiness that led to the last `WouldBlock` is used up and renewed.
    pub(super) async fn readable(&self) -> io::Result<()> {
        self.0.readable().await?.clear_ready();
        Ok(())
    }
}

pub(super) struct EpollStream(AsyncFd<TcpStream>);

impl EpollStream {
    pub(super) fn new(fd: OwnedFd) -> io::Result<Self> {
        let stream = TcpStream::from(fd);
        // SAFETY: a std stream owns its descriptor and always answers with the same one.
        let fd = unsafe { AsyncFd::register_with_interest(stream, Interest::READABLE) };
        fd.map(Self).map_err(io::Error::from)
    }

    pub(super) fn into_fd(self) -> OwnedFd {
        self.0.into_inner().into()
    }

    pub(super) fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.get_ref().as_fd()
    }

    pub(super) fn poll_read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        loop {
            let mut guard = ready!(self.0.poll_read_ready(cx))?;
            if let Ok(result) = guard.try_io(|fd| fd.get_ref().read(buffer)) {
                return Poll::Ready(result);
            }
        }
    }
}
