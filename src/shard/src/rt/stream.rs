//! Sockets of either executor under one type.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::task::{Context, Poll};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use socket2::SockRef;

use super::epoll::{EpollListener, EpollStream};
use super::uring::{UringListener, UringStream};
use super::{Current, current};

/// A listening socket on the executor of the thread that made it.
pub struct Listener(ListenerKind);

enum ListenerKind {
    Uring(UringListener),
    Epoll(EpollListener),
}

impl Listener {
    /// Takes over a bound, listening socket.
    ///
    /// # Errors
    /// When the executor refuses the descriptor.
    pub fn new(listener: TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        Ok(Self(match current() {
            Current::Uring(_) => ListenerKind::Uring(UringListener::new(listener)?),
            Current::Epoll => ListenerKind::Epoll(EpollListener::new(listener)?),
        }))
    }

    /// The next connection, without blocking; the rest it has from its listener.
    ///
    /// # Errors
    /// As `accept(2)`; out of descriptors is the one worth a pause.
    pub async fn accept(&self) -> io::Result<(OwnedFd, SocketAddr)> {
        loop {
            let accepted = match &self.0 {
                ListenerKind::Uring(listener) => listener.get_ref().accept(),
                ListenerKind::Epoll(listener) => listener.get_ref().accept(),
            };
            match accepted {
                Ok((stream, peer)) => {
                    stream.set_nonblocking(true)?;
                    return Ok((stream.into(), peer));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.readable().await?,
                Err(error) if is_transient(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Nobody is let in any more, whoever else holds a descriptor of the socket.
    pub fn stop_listening(&self) {
        let socket = match &self.0 {
            ListenerKind::Uring(listener) => listener.get_ref(),
            ListenerKind::Epoll(listener) => listener.get_ref(),
        };
        // One that does not listen any more has stopped.
        let _ = SockRef::from(socket).shutdown(Shutdown::Both);
    }

    async fn readable(&self) -> io::Result<()> {
        match &self.0 {
            ListenerKind::Uring(listener) => listener.readable().await,
            ListenerKind::Epoll(listener) => listener.readable().await,
        }
    }
}

/// The peer went away between its SYN and our accept, or a signal came.
fn is_transient(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::Interrupted
    )
}

/// A connected socket on the executor of the thread that made it; unbuffered in both directions.
pub struct Stream(StreamKind);

enum StreamKind {
    Uring(UringStream),
    Epoll(EpollStream),
}

impl Stream {
    /// Takes a non-blocking socket under this thread's executor.
    ///
    /// # Errors
    /// When the executor refuses the descriptor.
    pub fn new(fd: OwnedFd) -> io::Result<Self> {
        Ok(Self(match current() {
            Current::Uring(_) => StreamKind::Uring(UringStream::new(fd)?),
            Current::Epoll => StreamKind::Epoll(EpollStream::new(fd)?),
        }))
    }

    /// Gives the socket up, with not a byte of it consumed beyond what reads returned.
    #[must_use]
    pub fn into_fd(self) -> OwnedFd {
        match self.0 {
            StreamKind::Uring(stream) => stream.into_fd(),
            StreamKind::Epoll(stream) => stream.into_fd(),
        }
    }

    /// Reads what is there; 0 is the end of the stream. `buffer` is used during the call only.
    pub fn poll_read(
        &mut self,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        match &mut self.0 {
            StreamKind::Uring(stream) => stream.poll_read(cx, buffer),
            StreamKind::Epoll(stream) => stream.poll_read(cx, buffer),
        }
    }

    /// Hands as many of `bytes` to the kernel as it takes now; never waits.
    ///
    /// # Errors
    /// `WouldBlock` when it takes none, else as `send(2)`.
    pub fn send_now(&self, bytes: &[u8]) -> io::Result<usize> {
        let flags = libc::MSG_DONTWAIT | libc::MSG_NOSIGNAL;
        SockRef::from(&self.as_fd()).send_with_flags(bytes, flags)
    }

    /// Tells the peer that nothing more will come.
    pub fn finish_sending(&self) {
        // A peer that is already gone needs no telling.
        let _ = SockRef::from(&self.as_fd()).shutdown(Shutdown::Write);
    }

    /// Whether the peer has closed its side or the connection broke, without reading anything.
    #[must_use]
    pub fn has_hung_up(&self) -> bool {
        let fd = self.as_fd();
        let mut asked = [PollFd::new(&fd, PollFlags::RDHUP)];
        let at_once = Timespec::default();
        // A system that cannot say will say so at the next read.
        poll(&mut asked, Some(&at_once)).is_ok_and(|ready| ready > 0)
    }

    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.0 {
            StreamKind::Uring(stream) => stream.as_fd(),
            StreamKind::Epoll(stream) => stream.as_fd(),
        }
    }
}
