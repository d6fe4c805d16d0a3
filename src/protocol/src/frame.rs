//! TCP frames: u32 size, then a payload of u16 opcode and body. The size counts itself
//! (`messages.txt`, FRAMING).
//!
//! The size is judged as soon as its four bytes are there, so a claimed length never decides how
//! much is kept.

use std::fmt;

use bezgelor_core::limits::{FRAME_BYTES_MAX, FRAME_BYTES_UNAUTHENTICATED_MAX, READ_CHUNK_BYTES};

/// Bytes of the size field.
pub const SIZE_BYTES: usize = 4;
/// Smallest frame: size field and opcode.
pub const FRAME_BYTES_MIN: usize = 6;

/// A frame that cannot be; the connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// The size field is below [`FRAME_BYTES_MIN`].
    TooSmall(u32),
    /// The size field is above the limit in force.
    TooLarge(u32),
    /// More bytes were pushed than may wait unread.
    Backlog(usize),
}

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSmall(size) => write!(f, "frame size {size} is below its own header"),
            Self::TooLarge(size) => write!(f, "frame size {size} is above the limit"),
            Self::Backlog(bytes) => write!(f, "{bytes} bytes wait unread"),
        }
    }
}

impl std::error::Error for FrameError {}

/// How long the frame at the start of `bytes` is, or `None` until its size field is complete.
/// The frame itself may not be there yet.
///
/// # Errors
/// A size below [`FRAME_BYTES_MIN`] or above `limit`.
#[inline]
pub fn frame_len(bytes: &[u8], limit: usize) -> Result<Option<usize>, FrameError> {
    let Some(size) = bytes.first_chunk::<SIZE_BYTES>() else {
        return Ok(None);
    };
    let size = u32::from_le_bytes(*size);
    let len = size as usize;
    if len < FRAME_BYTES_MIN {
        return Err(FrameError::TooSmall(size));
    }
    if len > limit {
        return Err(FrameError::TooLarge(size));
    }
    Ok(Some(len))
}

/// Takes the frame at the start of `bytes` off and returns its payload, without a copy; `None`
/// when it is not complete.
///
/// # Errors
/// As [`frame_len`].
pub fn take_frame<'a>(
    bytes: &mut &'a mut [u8],
    limit: usize,
) -> Result<Option<&'a mut [u8]>, FrameError> {
    let Some(len) = frame_len(bytes, limit)?.filter(|&len| len <= bytes.len()) else {
        return Ok(None);
    };
    let (frame, rest) = std::mem::take(bytes).split_at_mut(len);
    *bytes = rest;
    Ok(Some(&mut frame[SIZE_BYTES..]))
}

/// Appends a frame around a payload of u16 opcode and body.
///
/// # Panics
/// When the payload does not fit the size field: nothing we send comes near.
pub fn write_frame(payload: &[u8], out: &mut Vec<u8>) {
    let size = u32::try_from(payload.len() + SIZE_BYTES).expect("a frame below 4 GiB");
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(payload);
}

/// An unfinished frame of a stranger and one read behind it.
const STRANGER_BYTES: usize = FRAME_BYTES_UNAUTHENTICATED_MAX + READ_CHUNK_BYTES;

/// Collects the bytes of one connection into frames.
///
/// It holds at most twice its limit: the unfinished frame and what came behind it. An idle one
/// holds nothing.
#[derive(Debug)]
pub struct FrameReader {
    bytes: Vec<u8>,
    /// Bytes at the front that were given out already.
    taken: usize,
    limit: usize,
}

impl FrameReader {
    /// A reader for frames of at most `limit` bytes, size field included.
    #[must_use]
    pub const fn new(limit: usize) -> Self {
        Self {
            bytes: Vec::new(),
            taken: 0,
            limit,
        }
    }

    /// Changes the limit, for instance once somebody has shown who they are.
    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit.min(FRAME_BYTES_MAX);
    }

    /// Bytes that wait, whole frames included.
    #[must_use]
    pub const fn waiting(&self) -> usize {
        self.bytes.len() - self.taken
    }

    /// Adds bytes from the socket.
    ///
    /// # Errors
    /// [`FrameError::Backlog`] when more than twice the limit and one read would wait: the caller
    /// did not [`pop`](Self::pop) what it could, or lets the peer run ahead too far.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), FrameError> {
        self.forget_taken();
        let total = self.bytes.len() + bytes.len();
        if total > 2 * self.limit + READ_CHUNK_BYTES {
            return Err(FrameError::Backlog(total));
        }
        // Room for all a stranger may send before it is taken, at once: growing holds old and new
        // side by side. Beyond that exactly what is needed: doubling would hold twice of it.
        let room = total.max(STRANGER_BYTES);
        self.bytes.reserve_exact(room - self.bytes.len());
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// The payload of the next whole frame, which may be changed in place.
    ///
    /// # Errors
    /// A size that cannot be, as soon as its four bytes are there.
    pub fn pop(&mut self) -> Result<Option<&mut [u8]>, FrameError> {
        let waiting = &self.bytes[self.taken..];
        let Some(len) = frame_len(waiting, self.limit)?.filter(|&len| len <= waiting.len()) else {
            self.forget_taken();
            return Ok(None);
        };
        let from = self.taken;
        self.taken += len;
        Ok(Some(&mut self.bytes[from + SIZE_BYTES..from + len]))
    }

    fn forget_taken(&mut self) {
        if self.taken == self.bytes.len() {
            self.bytes.clear();
            self.bytes.shrink_to(0);
        } else if self.taken > 0 {
            self.bytes.copy_within(self.taken.., 0);
            self.bytes.truncate(self.bytes.len() - self.taken);
        }
        self.taken = 0;
    }
}
