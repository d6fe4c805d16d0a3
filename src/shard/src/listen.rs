//! Listening sockets: one per shard and port, spread by the kernel (`SO_REUSEPORT`).

use std::collections::VecDeque;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::limits::{LISTEN_BACKLOG, SEND_BUFFER_BYTES};
use futures_lite::future::or;
use socket2::{Domain, Protocol, SockRef, Socket, Type};

use crate::connection::{Parts, Ride};
use crate::driver;
use crate::guard::caught_call;
use crate::host::Host;
use crate::lane::{BoxLane, Stage};
use crate::local::Shard;
use crate::outbox::Outbox;
use crate::rt::{self, Listener, Stream};

/// After a failure of accept itself (out of descriptors), the listener rests so long.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Makes the lane of a connection just accepted; none closes it.
pub type Accept<H> =
    Arc<dyn Fn(&Shard<H>, ConnectionId, SocketAddr) -> Option<BoxLane<H>> + Send + Sync>;

/// One port and who speaks on it.
pub struct Listen<H: Host> {
    /// Where; port 0 lets the system choose.
    pub address: SocketAddr,
    /// For errors and the log.
    pub name: &'static str,
    /// Makes the lane.
    pub accept: Accept<H>,
}

/// A shard's own socket of a port.
///
/// Who drops it stops listening, whoever else holds the socket. Closing would not do: a poll that
/// a shard has left in its ring holds it until the kernel has ended the thread, and a start that
/// gives up does not see that end.
pub(crate) struct Port(TcpListener);

impl Port {
    /// Another descriptor of the same socket, for an executor.
    pub(crate) fn listener(&self) -> io::Result<TcpListener> {
        self.0.try_clone()
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        // One that has drained does not listen any more.
        let _ = SockRef::from(&self.0).shutdown(Shutdown::Both);
    }
}

/// Binds one listening socket per shard.
pub(crate) fn bind(address: SocketAddr, shards: usize) -> io::Result<(SocketAddr, Vec<Port>)> {
    // Without SO_REUSEPORT first: another process on the port must be an error, not a partner.
    drop(open(address, false)?);
    let first = open(address, true)?;
    let address = first.local_addr()?;
    let mut ports = vec![Port(first)];
    for _ in 1..shards {
        ports.push(Port(open(address, true)?));
    }
    Ok((address, ports))
}

fn open(address: SocketAddr, share: bool) -> io::Result<TcpListener> {
    let socket = Socket::new(
        Domain::for_address(address),
        Type::STREAM,
        Some(Protocol::TCP),
    )?;
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(share)?;
    socket.set_nonblocking(true)?;
    // Both are handed on to whatever is accepted: no delay of small writes, and what the kernel
    // keeps for a client that does not read is bounded like our own part.
    socket.set_tcp_nodelay(true)?;
    socket.set_send_buffer_size(SEND_BUFFER_BYTES)?;
    socket.bind(&address.into())?;
    socket.listen(LISTEN_BACKLOG)?;
    Ok(socket.into())
}

/// Accepts until the shard drains.
pub(crate) async fn serve<H: Host>(shard: Shard<H>, listener: TcpListener, accept: Accept<H>) {
    let listener = match Listener::new(listener) {
        Ok(listener) => listener,
        Err(error) => {
            tracing::error!(%error, "the executor refused a listener");
            return;
        }
    };
    loop {
        // The drain closes the socket at once: whoever comes then is refused by the system.
        let drain = async {
            shard.drain_begins().await;
            None
        };
        let accepted = async { Some(listener.accept().await) };
        match or(drain, accepted).await {
            None => return listener.stop_listening(),
            Some(Ok((fd, peer))) => welcome(&shard, fd, peer, &accept),
            Some(Err(error)) => {
                let mut errors = 0;
                shard.count(|counters| {
                    counters.accept_errors += 1;
                    errors = counters.accept_errors;
                });
                // A lasting lack of descriptors would fill the log.
                if errors.is_power_of_two() {
                    tracing::warn!(%error, errors, "a connection could not be accepted");
                }
                rt::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

fn welcome<H: Host>(shard: &Shard<H>, fd: OwnedFd, peer: SocketAddr, accept: &Accept<H>) {
    if !shard.admits_stranger(peer.ip()) {
        shard.count(|counters| counters.refused_per_address += 1);
        return;
    }
    let Ok(stream) = Stream::new(fd) else {
        shard.count(|counters| counters.accept_errors += 1);
        return;
    };
    let now = shard.clock().mono();
    let parts = Parts {
        stream: Some(stream),
        outbox: Outbox::new(shard.bounds().outbox_bytes_max),
        cipher: None,
        signals: VecDeque::new(),
        peer,
        accepted_at: now,
        last_input_at: now,
        stage: Stage::Handshake,
    };
    let Ok(connection) = shard.register(parts) else {
        shard.count(|counters| counters.refused_full += 1);
        return;
    };
    shard.stranger(&connection);
    shard.count(|counters| counters.accepted += 1);
    // A lane that cannot even be made must not cost the listener.
    let lane = caught_call("accept", || accept(shard, connection.id, peer));
    match lane.flatten() {
        Some(lane) => driver::start(shard, Rc::clone(&connection), Ride::new(lane, Vec::new())),
        None => shard.forget(&connection),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_port_is_free_once_it_is_dropped_whoever_holds_its_socket() {
        // Nobody else listens there, and so nobody takes the port meanwhile.
        let here = SocketAddr::from(([127, 99, 99, 99], 0));
        let (address, ports) = bind(here, 2).expect("a free port");
        let left_in_rings: Vec<_> = ports.iter().map(Port::listener).collect();
        drop(ports);
        bind(address, 1).expect("the port is free");
        drop(left_in_rings);
    }

    #[test]
    fn what_is_accepted_has_what_its_listener_was_given() {
        let here = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = open(here, true).expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let _client = TcpStream::connect(address).expect("it listens");
        listener.set_nonblocking(false).expect("it may wait");
        let (accepted, _) = listener.accept().expect("one waits");
        let (accepted, listener) = (SockRef::from(&accepted), SockRef::from(&listener));
        assert!(accepted.tcp_nodelay().expect("told"));
        let bytes = |socket: &SockRef<'_>| socket.send_buffer_size().expect("told");
        assert_eq!(bytes(&accepted), bytes(&listener));
    }
}
