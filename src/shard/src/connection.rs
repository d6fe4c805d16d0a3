//! What a shard knows of one connection: its socket, what waits for it, and its deadlines.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll};

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::limits;
use bezgelor_core::time::Millis;
use crypto::PacketCipher;

use crate::frame::{Broadcast, Outgoing};
use crate::host::Host;
use crate::lane::{Answer, BoxLane, Call, CloseReason, Stage};
use crate::metrics::Counters;
use crate::notify::Notify;
use crate::options::Bounds;
use crate::outbox::{Flushed, Outbox, Overflow};
use crate::rt::Stream;

/// One connection on its shard. Its task alone reads; whoever has output for it writes, never
/// waiting. Every borrow ends before anything else is called.
pub(crate) struct Connection<H: Host> {
    pub(crate) id: ConnectionId,
    pub(crate) peer: SocketAddr,
    pub(crate) accepted_at: Millis,
    pub(crate) last_input_at: Cell<Millis>,
    pub(crate) stage: Cell<Stage>,
    /// Counted among the unauthenticated ones of its address.
    pub(crate) counted: Cell<bool>,
    pub(crate) notify: Notify,
    /// Its time has come; see the table's wake column.
    pub(crate) due: Cell<bool>,
    /// The server is stopping and the lane has not been told.
    pub(crate) drain: Cell<bool>,
    /// In the list of those with output.
    pub(crate) dirty: Cell<bool>,
    closing: Cell<Option<CloseReason>>,
    stream: RefCell<Option<Stream>>,
    outbox: RefCell<Outbox>,
    cipher: RefCell<Option<Box<PacketCipher>>>,
    signals: RefCell<VecDeque<H::Signal>>,
    ride: RefCell<Option<Ride<H>>>,
}

/// Who speaks on a connection. Kept here and not in the connection's task, so that it outlives an
/// executor that breaks.
pub(crate) struct Ride<H: Host> {
    pub(crate) lane: BoxLane<H>,
    /// Read while the lane took no bytes; at most one chunk.
    pub(crate) held: Vec<u8>,
    pub(crate) calls: VecDeque<Call<Answer>>,
}

impl<H: Host> Ride<H> {
    pub(crate) fn new(lane: BoxLane<H>, held: Vec<u8>) -> Self {
        Self {
            lane,
            held,
            calls: VecDeque::new(),
        }
    }

    pub(crate) fn holds_back(&self) -> bool {
        !self.calls.is_empty() || !self.lane.wants_input()
    }

    /// Bytes that may still be read ahead of the lane.
    pub(crate) fn room(&self) -> usize {
        limits::READ_CHUNK_BYTES.saturating_sub(self.held.len())
    }
}

/// The parts of a connection that travel.
pub(crate) struct Parts<H: Host> {
    /// None when the executor would not have it: then all that is left is to say goodbye.
    pub(crate) stream: Option<Stream>,
    pub(crate) outbox: Outbox,
    pub(crate) cipher: Option<Box<PacketCipher>>,
    pub(crate) signals: VecDeque<H::Signal>,
    pub(crate) peer: SocketAddr,
    pub(crate) accepted_at: Millis,
    pub(crate) last_input_at: Millis,
    pub(crate) stage: Stage,
}

impl<H: Host> Connection<H> {
    pub(crate) fn new(id: ConnectionId, parts: Parts<H>) -> Self {
        let notify = Notify::default();
        if !parts.signals.is_empty() {
            // They came before it left the other shard.
            notify.set();
        }
        Self {
            id,
            peer: parts.peer,
            accepted_at: parts.accepted_at,
            last_input_at: Cell::new(parts.last_input_at),
            stage: Cell::new(parts.stage),
            counted: Cell::new(false),
            notify,
            due: Cell::new(false),
            drain: Cell::new(false),
            dirty: Cell::new(false),
            closing: Cell::new(None),
            stream: RefCell::new(parts.stream),
            outbox: RefCell::new(parts.outbox),
            cipher: RefCell::new(parts.cipher),
            signals: RefCell::new(parts.signals),
            ride: RefCell::new(None),
        }
    }

    /// Everything that travels, the socket beside the rest; none when it was taken before.
    pub(crate) fn take_parts(&self) -> Option<(Stream, Parts<H>)> {
        let stream = self.stream.take()?;
        let parts = Parts {
            stream: None,
            outbox: self.outbox.replace(Outbox::new(0)),
            cipher: self.cipher.take(),
            signals: self.signals.take(),
            peer: self.peer,
            accepted_at: self.accepted_at,
            last_input_at: self.last_input_at.get(),
            stage: self.stage.get(),
        };
        Some((stream, parts))
    }

    pub(crate) fn board(&self, ride: Ride<H>) {
        self.ride.replace(Some(ride));
    }

    pub(crate) fn alight(&self) -> Option<Ride<H>> {
        self.ride.take()
    }

    /// Calls `act` with who speaks here; none when it has left.
    pub(crate) fn with_ride<R>(&self, act: impl FnOnce(&mut Ride<H>) -> R) -> Option<R> {
        self.ride.borrow_mut().as_mut().map(act)
    }

    pub(crate) fn seal_with(&self, cipher: PacketCipher) {
        self.cipher.replace(Some(Box::new(cipher)));
    }

    /// Takes its socket over to the executor that runs now; false when there is nothing to go on
    /// with: it was over but for its last bytes, or the executor would not have it.
    pub(crate) fn renew_stream(&self) -> bool {
        let Some(stream) = self.stream.take().filter(|_| self.ride.borrow().is_some()) else {
            return false;
        };
        match Stream::new(stream.into_fd()) {
            Ok(stream) => {
                self.stream.replace(Some(stream));
            }
            Err(error) => {
                tracing::error!(%error, "a connection was refused by the new executor");
                self.close(CloseReason::Fault);
            }
        }
        // Whatever it was told last, it may not have seen.
        self.notify.set();
        true
    }

    /// Asks the connection's task to end it. The first reason counts.
    pub(crate) fn close(&self, reason: CloseReason) {
        if self.closing.get().is_none() {
            self.closing.set(Some(reason));
            self.notify.set();
        }
    }

    pub(crate) fn closing(&self) -> Option<CloseReason> {
        self.closing.get()
    }

    /// Queues a signal for the lane; a lane that lets them pile up is at fault.
    pub(crate) fn signal(&self, signal: H::Signal) {
        let mut signals = self.signals.borrow_mut();
        if signals.len() < limits::SIGNALS_PER_CONNECTION_MAX {
            signals.push_back(signal);
            drop(signals);
            self.notify.set();
        } else {
            drop(signals);
            self.close(CloseReason::Fault);
        }
    }

    pub(crate) fn next_signal(&self) -> Option<H::Signal> {
        self.signals.borrow_mut().pop_front()
    }

    pub(crate) fn has_signals(&self) -> bool {
        !self.signals.borrow().is_empty()
    }

    /// Takes over what waited for a lane that could not leave after all.
    pub(crate) fn put_signals_back(&self, signals: VecDeque<H::Signal>) {
        self.signals.replace(signals);
    }

    /// Whether the peer has closed its side, seen without reading what it sent before.
    pub(crate) fn has_hung_up(&self) -> bool {
        self.stream
            .borrow()
            .as_ref()
            .is_none_or(Stream::has_hung_up)
    }

    /// Reads into `buffer`, which is used during this call only.
    pub(crate) fn poll_read(
        &self,
        cx: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        match self.stream.borrow_mut().as_mut() {
            Some(stream) => stream.poll_read(cx, buffer),
            None => Poll::Ready(Ok(0)),
        }
    }

    /// Queues ready bytes; whether output waits now.
    pub(crate) fn push(&self, bytes: &[u8], bounds: &Bounds, counters: &mut Counters) -> bool {
        self.append(bytes.len(), bounds, counters, |out| {
            out.extend_from_slice(bytes);
        })
    }

    /// Queues a broadcast in this connection's cipher; whether output waits now.
    pub(crate) fn push_broadcast(
        &self,
        broadcast: &Broadcast<'_>,
        bounds: &Bounds,
        counters: &mut Counters,
    ) -> bool {
        let cipher = self.cipher.borrow();
        let length = broadcast.frame_bytes(cipher.is_some());
        self.append(length, bounds, counters, |out| {
            broadcast.write(cipher.as_deref(), out);
        })
    }

    /// Sends so many broadcasts in one call, by way of `outgoing`, and queues what the kernel does
    /// not take; whether output waits now. `fill` writes as many as it can from a place on in this
    /// connection's cipher.
    pub(crate) fn push_broadcasts<'a>(
        &self,
        (count, broadcast): (usize, impl Fn(usize) -> Broadcast<'a>),
        fill: impl Fn(&mut Outgoing, usize, &PacketCipher) -> usize,
        outgoing: &mut Outgoing,
        bounds: &Bounds,
        counters: &mut Counters,
    ) -> bool {
        let cipher = self.cipher.borrow();
        let cipher = cipher.as_deref();
        let mut outbox = self.outbox.borrow_mut();
        if outbox.pending() > 0 {
            // Those before come first.
            self.send_out(&mut outbox, counters);
        }
        let goes_directly = |outbox: &Outbox| outbox.pending() == 0 && self.closing.get().is_none();
        outgoing.begin();
        let mut done = 0;
        while done < count && goes_directly(&outbox) {
            done += cipher.map_or(0, |cipher| fill(outgoing, done, cipher));
            if done < count && !outgoing.is_full() {
                if !outgoing.push(&broadcast(done), cipher) {
                    break;
                }
                done += 1;
            }
            if outgoing.is_full() {
                self.send_directly(&mut outbox, outgoing.bytes(), counters);
                outgoing.clear();
            }
        }
        if !outgoing.bytes().is_empty() {
            self.send_directly(&mut outbox, outgoing.bytes(), counters);
        }
        for broadcast in (done..count).map(broadcast) {
            let length = broadcast.frame_bytes(cipher.is_some());
            let taken = self.append_to(&mut outbox, length, bounds, counters, |out| {
                broadcast.write(cipher, out);
            });
            if !taken {
                return false;
            }
        }
        outbox.pending() > 0
    }

    fn append(
        &self,
        length: usize,
        bounds: &Bounds,
        counters: &mut Counters,
        fill: impl FnOnce(&mut Vec<u8>),
    ) -> bool {
        let mut outbox = self.outbox.borrow_mut();
        self.append_to(&mut outbox, length, bounds, counters, fill) && outbox.pending() > 0
    }

    /// Queues what `fill` writes; false when the connection takes no more.
    fn append_to(
        &self,
        outbox: &mut Outbox,
        length: usize,
        bounds: &Bounds,
        counters: &mut Counters,
        fill: impl FnOnce(&mut Vec<u8>),
    ) -> bool {
        if self.closing.get().is_some_and(|reason| !reason.flushes()) {
            return false;
        }
        if !outbox.fits(length) {
            self.send_out(outbox, counters);
        }
        if outbox.append(length, fill).is_err() {
            outbox.discard();
            self.close(CloseReason::TooSlow);
            return false;
        }
        if outbox.pending() >= bounds.outbox_flush_bytes {
            self.send_out(outbox, counters);
        }
        true
    }

    /// Sends what waits, as far as the kernel takes it; whether output still waits.
    pub(crate) fn flush(&self, counters: &mut Counters) -> bool {
        let mut outbox = self.outbox.borrow_mut();
        self.send_out(&mut outbox, counters);
        outbox.pending() > 0
    }

    /// The same as [`Connection::flush`], first forgetting that the kernel was full.
    pub(crate) fn flush_again(&self, counters: &mut Counters) -> bool {
        self.outbox.borrow_mut().unblock();
        self.flush(counters)
    }

    /// Sends `bytes` ahead of an outbox in which nothing waits, and queues what is left of them.
    fn send_directly(&self, outbox: &mut Outbox, bytes: &[u8], counters: &mut Counters) {
        let stream = self.stream.borrow();
        let Some(stream) = stream.as_ref() else {
            return;
        };
        match outbox.send_directly(bytes, |bytes| stream.send_now(bytes)) {
            Ok(Ok(flushed)) => count_flush(flushed, counters),
            Ok(Err(Overflow)) => {
                outbox.discard();
                self.close(CloseReason::TooSlow);
            }
            Err(_) => {
                outbox.discard();
                self.close(CloseReason::Io);
            }
        }
    }

    fn send_out(&self, outbox: &mut Outbox, counters: &mut Counters) {
        let stream = self.stream.borrow();
        let Some(stream) = stream.as_ref() else {
            outbox.discard();
            return;
        };
        match outbox.flush(|bytes| stream.send_now(bytes)) {
            Ok(flushed) => count_flush(flushed, counters),
            Err(_) => {
                outbox.discard();
                self.close(CloseReason::Io);
            }
        }
    }

    /// See [`crate::Shard::send_raw`].
    pub(crate) fn send_raw(&self, bytes: &[u8]) -> io::Result<usize> {
        match self.stream.borrow().as_ref() {
            Some(stream) => stream.send_now(bytes),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    pub(crate) fn finish_sending(&self) {
        if let Some(stream) = self.stream.borrow().as_ref() {
            stream.finish_sending();
        }
    }

    /// The runtime's own deadline for the stage the connection is in.
    pub(crate) fn deadline(&self, bounds: &Bounds) -> Millis {
        match self.stage.get() {
            Stage::Handshake => self.accepted_at.plus(bounds.handshake_ms),
            Stage::Login => self.accepted_at.plus(bounds.login_ms),
            Stage::Open => self.last_input_at.get().plus(bounds.idle_ms),
        }
    }
}

fn count_flush(flushed: Flushed, counters: &mut Counters) {
    counters.bytes_out += flushed.bytes as u64;
    counters.sends += flushed.calls as u64;
    counters.flushes_blocked += u64::from(!flushed.done && flushed.calls > 0);
}
