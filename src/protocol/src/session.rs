//! The two ends of a game connection: bytes to messages and messages to bytes, with the cipher
//! key that is in force (`sts.md` section 7).

use std::fmt;

use bezgelor_core::limits::{FRAME_BYTES_MAX, FRAME_BYTES_UNAUTHENTICATED_MAX};
use crypto::PacketCipher;

use crate::capture::Tap;
use crate::container::{self, Container, ContainerError};
use crate::frame::{FrameError, FrameReader, SIZE_BYTES, write_frame};
use crate::message::{Message, Sender, encode_message};

/// Which listener a connection belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    /// Port 23115: the hello goes in the clear, answers in 0x0076.
    Auth,
    /// Port 24000: everything goes in 0x03DC.
    World,
}

impl Lane {
    /// What the server wraps its messages in.
    #[must_use]
    pub const fn container(self) -> Container {
        match self {
            Self::Auth => Container::Auth,
            Self::World => Container::World,
        }
    }
}

/// Bytes that end the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionError {
    /// A frame that cannot be.
    Frame(FrameError),
    /// A container that cannot be.
    Container(ContainerError),
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Frame(error) => error.fmt(f),
            Self::Container(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SessionError {}

impl From<FrameError> for SessionError {
    fn from(error: FrameError) -> Self {
        Self::Frame(error)
    }
}

impl From<ContainerError> for SessionError {
    fn from(error: ContainerError) -> Self {
        Self::Container(error)
    }
}

/// A message out of all its containers. It lives in the codec's buffer until the next call.
#[derive(Debug, PartialEq, Eq)]
pub struct Incoming<'a> {
    /// What it is.
    pub opcode: u16,
    /// Its body, without opcode.
    pub body: &'a mut [u8],
}

/// What both ends have.
#[derive(Debug)]
struct End {
    frames: FrameReader,
    cipher: PacketCipher,
    peer: Sender,
}

impl End {
    fn pop(&mut self) -> Result<Option<Incoming<'_>>, SessionError> {
        let Some(payload) = self.frames.pop()? else {
            return Ok(None);
        };
        let (opcode, body) = container::unwrap_all(payload, self.peer, &self.cipher)?;
        Ok(Some(Incoming { opcode, body }))
    }
}

/// The server's end of one connection. Lives on the shard that owns the connection.
///
/// Begins with the build key and the frame limit of a stranger.
#[derive(Debug)]
pub struct ServerCodec {
    end: End,
    lane: Lane,
    tap: Option<Box<dyn Tap>>,
}

impl ServerCodec {
    /// The end of a fresh connection.
    #[must_use]
    pub fn new(lane: Lane) -> Self {
        Self {
            end: End {
                frames: FrameReader::new(FRAME_BYTES_UNAUTHENTICATED_MAX),
                cipher: PacketCipher::from_build(),
                peer: Sender::Client,
            },
            lane,
            tap: None,
        }
    }

    /// Lets `tap` hear every message from now on.
    pub fn set_tap(&mut self, tap: Box<dyn Tap>) {
        self.tap = Some(tap);
    }

    /// Who hears every message.
    #[must_use]
    pub fn tap(&self) -> Option<&dyn Tap> {
        self.tap.as_deref()
    }

    /// Tells the tap of a message (u16 opcode + body) of ours.
    fn said(&self, message: &[u8]) {
        if let (Some(tap), Some((opcode, body))) = (&self.tap, message.split_first_chunk()) {
            tap.heard(Sender::Server, u16::from_le_bytes(*opcode), body);
        }
    }

    /// Which listener it belongs to.
    #[must_use]
    pub const fn lane(&self) -> Lane {
        self.lane
    }

    /// The key in force, for those who encipher a broadcast themselves.
    #[must_use]
    pub const fn cipher(&self) -> &PacketCipher {
        &self.end.cipher
    }

    /// Switches both directions to another key, from the next frame on. The client does so right
    /// behind its 0x058F, so nothing may be popped between that and this call.
    pub fn set_cipher(&mut self, cipher: PacketCipher) {
        self.end.cipher = cipher;
    }

    /// Lets the peer send frames up to the limit of those who are known.
    pub fn trust(&mut self) {
        self.end.frames.set_limit(FRAME_BYTES_MAX);
    }

    /// Bytes that wait unread.
    #[must_use]
    pub const fn waiting(&self) -> usize {
        self.end.frames.waiting()
    }

    /// Adds bytes from the socket.
    ///
    /// # Errors
    /// More bytes wait than may.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), SessionError> {
        Ok(self.end.frames.push(bytes)?)
    }

    /// The next message, or `None` until more bytes come.
    ///
    /// # Errors
    /// Bytes that are no frames or containers of a client.
    pub fn pop(&mut self) -> Result<Option<Incoming<'_>>, SessionError> {
        let incoming = self.end.pop()?;
        if let (Some(tap), Some(incoming)) = (&self.tap, &incoming) {
            tap.heard(Sender::Client, incoming.opcode, incoming.body);
        }
        Ok(incoming)
    }

    /// Appends the frame for a message (u16 opcode + body), enciphered in this lane's container.
    pub fn wrap(&self, message: &[u8], out: &mut Vec<u8>) {
        self.said(message);
        out.extend_from_slice(&container::frame_head(self.lane.container(), message.len()));
        let from = out.len();
        out.extend_from_slice(message);
        self.end.cipher.encrypt(&mut out[from..]);
    }

    /// Appends the frame for a message in the clear: only the hello of the auth lane.
    pub fn wrap_clear(message: &[u8], out: &mut Vec<u8>) {
        write_frame(message, out);
    }

    /// Encodes and wraps a message.
    pub fn send<M: Message>(&self, message: &M, out: &mut Vec<u8>) {
        let head = out.len();
        out.extend_from_slice(&[0; container::HEAD_BYTES]);
        let from = out.len();
        encode_message(message, out);
        let inner_len = out.len() - from;
        out[head..from].copy_from_slice(&container::frame_head(self.lane.container(), inner_len));
        self.said(&out[from..]);
        self.end.cipher.encrypt(&mut out[from..]);
    }
}

/// How a client wraps a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Envelope {
    /// Not at all.
    Clear,
    /// 0x0244: on the auth server and the character screen.
    Encrypted,
    /// 0x0244{0x025C}: character creation.
    Packed,
    /// 0x0244{0x038C}: everything in the world.
    World,
}

/// A client's end of one connection, for bots and tests.
#[derive(Debug)]
pub struct ClientCodec {
    end: End,
}

impl Default for ClientCodec {
    fn default() -> Self {
        Self::new()
    }
}

impl ClientCodec {
    /// The end of a fresh connection, with the build key.
    #[must_use]
    pub fn new() -> Self {
        Self {
            end: End {
                frames: FrameReader::new(FRAME_BYTES_MAX),
                cipher: PacketCipher::from_build(),
                peer: Sender::Server,
            },
        }
    }

    /// Switches both directions to another key, from the next frame on.
    pub fn set_cipher(&mut self, cipher: PacketCipher) {
        self.end.cipher = cipher;
    }

    /// Adds bytes from the socket.
    ///
    /// # Errors
    /// More bytes wait than may.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), SessionError> {
        Ok(self.end.frames.push(bytes)?)
    }

    /// The next message, or `None` until more bytes come.
    ///
    /// # Errors
    /// Bytes that are no frames or containers of a server.
    pub fn pop(&mut self) -> Result<Option<Incoming<'_>>, SessionError> {
        self.end.pop()
    }

    /// Appends the frame for a message (u16 opcode + body).
    pub fn wrap(&self, message: &[u8], envelope: Envelope, out: &mut Vec<u8>) {
        let cipher = &self.end.cipher;
        let from = out.len();
        out.extend_from_slice(&[0; SIZE_BYTES]);
        let packed = match envelope {
            Envelope::Clear => {
                out.extend_from_slice(message);
                return close_frame(from, out);
            }
            Envelope::Encrypted => {
                container::wrap(Container::Client, message, cipher, out);
                return close_frame(from, out);
            }
            Envelope::Packed => Container::Packed,
            Envelope::World => Container::PackedWorld,
        };
        let mut inner = Vec::with_capacity(message.len() + 8);
        container::wrap(packed, message, cipher, &mut inner);
        container::wrap(Container::Client, &inner, cipher, out);
        close_frame(from, out);
    }

    /// Encodes and wraps a message.
    pub fn send<M: Message>(&self, message: &M, envelope: Envelope, out: &mut Vec<u8>) {
        let mut encoded = Vec::new();
        encode_message(message, &mut encoded);
        self.wrap(&encoded, envelope, out);
    }
}

/// Fills in the size of the frame that begins at `from` and ends where `out` does.
fn close_frame(from: usize, out: &mut [u8]) {
    let size = (out.len() - from) as u32;
    out[from..from + SIZE_BYTES].copy_from_slice(&size.to_le_bytes());
}
