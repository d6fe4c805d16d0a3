//! What waits for one client's socket: one growing buffer, one cursor, one bound.
//!
//! Pure: the socket is a closure. A write may stop after any byte and goes on from there, on this
//! shard or on another.

use std::io;

/// Capacity that an idle connection may keep.
const IDLE_CAPACITY_BYTES: usize = 4 * 1024;
/// Times it is emptied before memory that none of them used is given back: in a crowd a full flush
/// and a small rest take turns, and growing again for each would cost more than sending.
const REWINDS_PER_LOOK: u32 = 64;

/// The bytes that the kernel has not taken yet.
#[derive(Debug)]
pub(crate) struct Outbox {
    bytes: Vec<u8>,
    sent: usize,
    bytes_max: usize,
    blocked: bool,
    /// The longest it was since the last look at its memory.
    used_max: usize,
    rewinds: u32,
}

/// An outbox would hold more than its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overflow;

/// What one flush achieved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flushed {
    /// Bytes the kernel took.
    pub(crate) bytes: usize,
    /// Calls it took.
    pub(crate) calls: usize,
    /// Whether nothing is left.
    pub(crate) done: bool,
}

impl Outbox {
    /// An empty outbox that holds at most `bytes_max`.
    #[must_use]
    pub(crate) fn new(bytes_max: usize) -> Self {
        Self {
            bytes: Vec::new(),
            sent: 0,
            bytes_max,
            blocked: false,
            used_max: 0,
            rewinds: 0,
        }
    }

    /// Bytes that wait.
    #[must_use]
    pub(crate) fn pending(&self) -> usize {
        self.bytes.len() - self.sent
    }

    /// Whether the kernel took less than it was offered since the last [`Outbox::unblock`].
    #[cfg(test)]
    pub(crate) fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// Lets the next flush try again; once per tick.
    pub(crate) fn unblock(&mut self) {
        self.blocked = false;
    }

    /// Whether `length` more bytes would be taken.
    #[must_use]
    pub(crate) fn fits(&self, length: usize) -> bool {
        self.pending() + length <= self.bytes_max
    }

    /// Lets `fill` append exactly `length` bytes.
    ///
    /// # Errors
    /// [`Overflow`] when they would not fit; then nothing was appended.
    pub(crate) fn append(
        &mut self,
        length: usize,
        fill: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), Overflow> {
        if !self.fits(length) {
            return Err(Overflow);
        }
        if self.sent > 0 && self.bytes.len() + length > self.bytes.capacity() {
            self.bytes.drain(..self.sent);
            self.sent = 0;
        }
        let before = self.bytes.len();
        fill(&mut self.bytes);
        debug_assert_eq!(
            self.bytes.len(),
            before + length,
            "the length was announced"
        );
        Ok(())
    }

    /// Offers what waits to `send` until it is gone or `send` would block.
    ///
    /// # Errors
    /// Any error of `send` but `WouldBlock` and `Interrupted`.
    pub(crate) fn flush(
        &mut self,
        mut send: impl FnMut(&[u8]) -> io::Result<usize>,
    ) -> io::Result<Flushed> {
        let mut flushed = Flushed::default();
        while self.sent < self.bytes.len() && !self.blocked {
            flushed.calls += 1;
            match send(&self.bytes[self.sent..]) {
                Ok(taken) => {
                    flushed.bytes += taken;
                    self.sent += taken;
                    self.blocked = self.sent < self.bytes.len();
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.blocked = true,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        flushed.done = self.sent == self.bytes.len();
        if flushed.done {
            self.rewind();
        }
        Ok(flushed)
    }

    /// Offers `bytes` to `send` while nothing waits, and keeps what it does not take.
    ///
    /// # Errors
    /// The outer as [`Outbox::flush`]; the inner is [`Overflow`] when the rest would not fit, and
    /// then none of it was kept.
    pub(crate) fn send_directly(
        &mut self,
        bytes: &[u8],
        mut send: impl FnMut(&[u8]) -> io::Result<usize>,
    ) -> io::Result<Result<Flushed, Overflow>> {
        debug_assert_eq!(self.pending(), 0, "what waits comes first");
        let mut flushed = Flushed::default();
        while !self.blocked {
            flushed.calls += 1;
            match send(bytes) {
                Ok(taken) => {
                    flushed.bytes = taken;
                    self.blocked = taken < bytes.len();
                    break;
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.blocked = true,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let rest = &bytes[flushed.bytes..];
        flushed.done = rest.is_empty();
        Ok(self
            .append(rest.len(), |out| out.extend_from_slice(rest))
            .map(|()| flushed))
    }

    /// Empties the buffer; gives memory back when far more is held than was lately used.
    fn rewind(&mut self) {
        self.used_max = self.used_max.max(self.bytes.len());
        self.bytes.clear();
        self.sent = 0;
        self.rewinds += 1;
        if self.rewinds < REWINDS_PER_LOOK {
            return;
        }
        let used_max = std::mem::take(&mut self.used_max);
        self.rewinds = 0;
        if self.bytes.capacity() > IDLE_CAPACITY_BYTES && used_max < self.bytes.capacity() / 4 {
            self.bytes.shrink_to(IDLE_CAPACITY_BYTES.max(used_max));
        }
    }

    /// Forgets everything that waits.
    pub(crate) fn discard(&mut self) {
        self.bytes = Vec::new();
        self.sent = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn push(outbox: &mut Outbox, bytes: &[u8]) -> Result<(), Overflow> {
        outbox.append(bytes.len(), |out| out.extend_from_slice(bytes))
    }

    #[test]
    fn a_write_goes_on_where_it_stopped() {
        let mut outbox = Outbox::new(64);
        push(&mut outbox, b"hello ").expect("fits");
        let mut got = Vec::new();
        let flushed = outbox
            .flush(|bytes| {
                got.extend_from_slice(&bytes[..4]);
                Ok(4)
            })
            .expect("no error");
        assert_eq!((flushed.bytes, flushed.done), (4, false));
        assert!(
            outbox.is_blocked(),
            "a short write means the kernel is full"
        );
        push(&mut outbox, b"world").expect("fits");
        outbox.unblock();
        let flushed = outbox.flush(|bytes| {
            got.extend_from_slice(bytes);
            Ok(bytes.len())
        });
        assert!(flushed.expect("no error").done);
        assert_eq!(got, b"hello world");
    }

    #[test]
    fn a_blocked_outbox_does_not_call_again_before_the_next_tick() {
        let mut outbox = Outbox::new(64);
        push(&mut outbox, b"abc").expect("fits");
        let block = |_: &[u8]| Err(io::Error::from(io::ErrorKind::WouldBlock));
        assert_eq!(outbox.flush(block).expect("no error").calls, 1);
        assert_eq!(outbox.flush(block).expect("no error").calls, 0);
        outbox.unblock();
        assert_eq!(outbox.flush(block).expect("no error").calls, 1);
        assert_eq!(outbox.pending(), 3);
    }

    #[test]
    fn what_is_sent_directly_leaves_its_rest_behind() {
        let mut outbox = Outbox::new(8);
        let whole = outbox.send_directly(b"all of it, at once", |bytes| Ok(bytes.len()));
        assert!(whole.expect("no error").expect("fits").done);
        assert_eq!(outbox.pending(), 0);
        let part = outbox.send_directly(b"twelve bytes", |_| Ok(7));
        assert!(!part.expect("no error").expect("fits").done);
        let mut got = Vec::new();
        outbox.unblock();
        let rest = outbox.flush(|bytes| {
            got.extend_from_slice(bytes);
            Ok(bytes.len())
        });
        assert!(rest.expect("no error").done);
        assert_eq!(got, b"bytes");
        let block = |_: &[u8]| Err(io::Error::from(io::ErrorKind::WouldBlock));
        let over = outbox.send_directly(b"nine more", block);
        assert_eq!(over.expect("no error"), Err(Overflow));
        assert_eq!(outbox.pending(), 0);
    }

    #[test]
    fn the_bound_holds_and_counts_only_what_waits() {
        let mut outbox = Outbox::new(8);
        push(&mut outbox, b"12345678").expect("fits");
        assert_eq!(push(&mut outbox, b"9"), Err(Overflow));
        outbox.flush(|_| Ok(5)).expect("no error");
        assert_eq!(outbox.pending(), 3);
        push(&mut outbox, b"abcde").expect("five are free again");
        assert_eq!(push(&mut outbox, b"f"), Err(Overflow));
    }

    #[test]
    fn memory_of_a_burst_is_given_back() {
        let mut outbox = Outbox::new(1 << 20);
        let burst = vec![7; 256 * 1024];
        push(&mut outbox, &burst).expect("fits");
        outbox.flush(|bytes| Ok(bytes.len())).expect("no error");
        for _ in 0..2 * REWINDS_PER_LOOK {
            push(&mut outbox, b"small").expect("fits");
            outbox.flush(|bytes| Ok(bytes.len())).expect("no error");
        }
        assert!(outbox.bytes.capacity() <= IDLE_CAPACITY_BYTES);
    }

    #[test]
    fn memory_that_is_used_again_and_again_is_kept() {
        let mut outbox = Outbox::new(1 << 20);
        let full = vec![7; 16 * 1024];
        push(&mut outbox, &full).expect("fits");
        outbox.flush(|bytes| Ok(bytes.len())).expect("no error");
        let capacity = outbox.bytes.capacity();
        for _ in 0..200 {
            push(&mut outbox, b"the rest of a tick").expect("fits");
            outbox.flush(|bytes| Ok(bytes.len())).expect("no error");
            assert!(outbox.bytes.capacity() >= capacity);
            push(&mut outbox, &full).expect("fits");
            outbox.flush(|bytes| Ok(bytes.len())).expect("no error");
        }
        assert_eq!(outbox.bytes.capacity(), capacity);
    }
}
